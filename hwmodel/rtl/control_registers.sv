// The registers of the array: the two words that choose QT or TR, and what the next layer's product is.
//
//     address 0   mode word {bit_width[6:2], comparator_on[1], hese_on[0]}
//             1   term word {start[31], bank[30], data_terms[15:12], group_budget[11:5], group_size[4:0]}
//             2   M   lines of the inputs
//             3   G   groups (parallel cells: values) along K
//             4   N   lines of the weights
//             5   {columns in use[23:16], rows in use[7:0]}
//
// Writes change the words of the next layer; start asks for it. It begins when the layer at work has ended (take_i), with the next
// cycle where none is, and from then on these outputs hold its words: an array that runs may be told at any time what comes next, and
// in which mode.
module control_registers #(
  parameter integer Rows = 8,
  parameter integer Columns = 8,
  parameter bit TermCells = 1'b1,
  parameter integer Values = 8,
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter bit Resizable = 1'b0,  // else all rows and columns are in use, always
  parameter integer CountBits = 24
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 write_i,
  input  logic [2:0]           address_i,
  input  logic [31:0]          data_i,
  input  logic                 take_i,
  output logic                 pending_o,       // a layer is asked for
  output logic                 error_o,         // its words are none that this array can run
  output logic                 bank_o,
  output logic [CountBits-1:0] lines_o,         // M
  output logic [CountBits-1:0] units_o,         // G
  output logic [CountBits-1:0] columns_o,       // N
  output logic [7:0]           rows_used_o,
  output logic [7:0]           columns_used_o,
  output logic [15:0]          step_length_o,   // B
  output logic [15:0]          weight_slots_o   // cycles that a stationary group takes to load
);
  // What the next layer's words are after this cycle's write: a layer may begin with the write that asks for it.
  logic [6:0]           mode_q, mode_d;
  logic [15:0]          term_q, term_d;
  logic                 bank_q, bank_d, pending_q, pending_d;
  logic [CountBits-1:0] lines_q, lines_d, units_q, units_d, columns_q, columns_d;
  logic [15:0]          used_q, used_d;  // {columns, rows}
  logic                 starts;

  assign mode_d    = (write_i && address_i == 3'd0) ? data_i[6:0] : mode_q;
  assign starts    = write_i && address_i == 3'd1;
  assign term_d    = starts ? data_i[15:0] : term_q;
  assign bank_d    = starts ? data_i[30] : bank_q;
  assign pending_d = starts ? data_i[31] : pending_q;
  assign lines_d   = (write_i && address_i == 3'd2) ? data_i[CountBits-1:0] : lines_q;
  assign units_d   = (write_i && address_i == 3'd3) ? data_i[CountBits-1:0] : units_q;
  assign columns_d = (write_i && address_i == 3'd4) ? data_i[CountBits-1:0] : columns_q;
  assign used_d    = (write_i && address_i == 3'd5) ? {data_i[23:16], data_i[7:0]} : used_q;

  // Of the layer at work.
  logic [4:0]  width_q;
  logic        revealed_q;
  logic [15:0] active_term_q, active_used_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      mode_q        <= '0;
      term_q        <= '0;
      bank_q        <= 1'b0;
      pending_q     <= 1'b0;
      lines_q       <= '0;
      units_q       <= '0;
      columns_q     <= '0;
      used_q        <= '0;
      width_q       <= '0;
      revealed_q    <= 1'b0;
      active_term_q <= '0;
      active_used_q <= '0;
      bank_o        <= 1'b0;
      lines_o       <= '0;
      units_o       <= '0;
      columns_o     <= '0;
    end else begin
      mode_q    <= mode_d;
      term_q    <= term_d;
      bank_q    <= bank_d;
      pending_q <= pending_d && !take_i;
      lines_q   <= lines_d;
      units_q   <= units_d;
      columns_q <= columns_d;
      used_q    <= used_d;
      if (take_i) begin
        width_q       <= mode_d[6:2];
        revealed_q    <= mode_d[1];
        active_term_q <= term_d;
        active_used_q <= used_d;
        bank_o        <= bank_d;
        lines_o       <= lines_d;
        units_o       <= units_d;
        columns_o     <= columns_d;
      end
    end
  end

  // What the registers and the queues can hold.
  logic mode_legal, size_legal;
  assign mode_legal = !TermCells ||
      (mode_d[6:2] >= 5'd2 && (32'(mode_d[6:2]) <= WeightBits || 32'(mode_d[6:2]) <= DataBits) &&
       term_d[4:0] != '0 && 32'(term_d[4:0]) <= Values && (!mode_d[1] || term_d[11:5] != '0));
  assign size_legal = lines_d != '0 && units_d != '0 && columns_d != '0 &&
      (!Resizable || (used_d[7:0] != '0 && 32'(used_d[7:0]) <= Rows && used_d[15:8] != '0 && 32'(used_d[15:8]) <= Columns));
  assign error_o   = pending_q && !(mode_legal && size_legal);
  assign pending_o = pending_d && mode_legal && size_legal;

  assign rows_used_o    = Resizable ? active_used_q[7:0] : 8'(Rows);
  assign columns_used_o = Resizable ? active_used_q[15:8] : 8'(Columns);

  // B: QT g·(b_w−1)·(b_d−1), TR k·s and never more than that. An operand's width is the mode word's, or less where it is built for less.
  logic [15:0] weight_slots, data_slots, quantized, revealed, data_terms;
  logic [15:0] width;
  assign width        = 16'(width_q);
  assign weight_slots = (width < 16'(WeightBits) ? width : 16'(WeightBits)) - 16'd1;
  assign data_slots   = (width < 16'(DataBits) ? width : 16'(DataBits)) - 16'd1;
  // data_terms 0: as many as HESE needs at that width.
  assign data_terms   = active_term_q[15:12] == '0 ? (data_slots >> 1) + 16'd1 : 16'(active_term_q[15:12]);
  assign quantized    = 16'(active_term_q[4:0]) * weight_slots * data_slots;
  assign revealed     = 16'(active_term_q[11:5]) * data_terms;

  assign step_length_o  = !TermCells ? 16'd1 : (revealed_q && revealed < quantized) ? revealed : quantized;
  assign weight_slots_o = !TermCells ? 16'd1 : revealed_q ? 16'(active_term_q[11:5]) : 16'(active_term_q[4:0]) * weight_slots;

  logic unused;
  assign unused = &{1'b0, data_i[29:24], mode_d[0]};
endmodule
