// The whole: registers, control, cells, and one adder of coefficients a column at the edge. Operands come from memories outside,
// which answer a cycle after they are asked; results leave as words.
//
// A row asks for unit step − r of line first_row + r of the inputs (where weights stay: unit first_row + r of line step − r), a
// column for unit step − c of line first_column + c of the weights. Stationary weights come slot by slot: of unit first_row +
// load_row, lines first_column + c.
module term_array #(
  parameter integer Rows = 8,
  parameter integer Columns = 8,
  parameter bit TermCells = 1'b1,
  parameter bit OutputStationary = 1'b1,
  parameter bit Drain = 1'b0,
  parameter bit Resizable = 1'b0,
  parameter integer Values = 8,
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter integer CoefficientBits = 12,
  parameter integer WordBits = 32,
  parameter integer CountBits = 24,
  parameter integer DataUnit = 128,   // TermCells: 2·Values·DataBits, else DataBits + 1
  parameter integer WeightUnit = 128  // TermCells: 2·Values·WeightBits, else WeightBits + 1
) (
  input  logic                          clk_i,
  input  logic                          rst_ni,
  // Registers.
  input  logic                          write_i,
  input  logic [2:0]                    address_i,
  input  logic [31:0]                   data_i,
  output logic                          busy_o,      // results are not all out
  output logic                          error_o,     // a layer waits that cannot be run
  output logic [31:0]                   cycles_o,
  // Memories.
  output logic                          bank_o,
  output logic [CountBits-1:0]          first_row_o,
  output logic [CountBits-1:0]          first_column_o,
  output logic [CountBits-1:0]          step_o,
  output logic [Rows-1:0]               west_valid_o,
  input  logic [Rows*DataUnit-1:0]      west_i,
  output logic [Columns-1:0]            north_valid_o,
  input  logic [Columns*WeightUnit-1:0] north_i,
  output logic                          load_valid_o,
  output logic [7:0]                    load_row_o,
  output logic [15:0]                   load_slot_o,
  input  logic [Columns*16-1:0]         load_i,
  // Results.
  output logic [Columns-1:0]            result_valid_o,
  output logic                          result_bank_o,
  output logic                          result_adds_o,
  output logic [Columns*CountBits-1:0]  result_line_o,
  output logic [CountBits-1:0]          result_column_o,
  output logic [Columns*WordBits-1:0]   result_o
);
  localparam integer RowBits = 8;
  localparam integer SumBits = TermCells ? (WeightBits + DataBits - 1) * CoefficientBits : WordBits;

  logic                 take, pending, control_busy;
  logic [CountBits-1:0] lines, units, columns;
  logic [7:0]           rows_used, columns_used;
  logic [15:0]          step_length, weight_slots;

  control_registers #(
    .Rows(Rows), .Columns(Columns), .TermCells(TermCells), .Values(Values), .WeightBits(WeightBits), .DataBits(DataBits),
    .Resizable(Resizable), .CountBits(CountBits)
  ) u_registers (
    .clk_i, .rst_ni, .write_i, .address_i, .data_i, .take_i(take), .pending_o(pending), .error_o, .bank_o,
    .lines_o(lines), .units_o(units), .columns_o(columns), .rows_used_o(rows_used), .columns_used_o(columns_used),
    .step_length_o(step_length), .weight_slots_o(weight_slots)
  );

  logic               start, clear, load, load_first, load_there, capture, adds;
  logic [7:0]         stage1_row;
  logic [Rows-1:0]    west_there;
  logic [Columns-1:0] north_there, valid;
  logic [Columns*CountBits-1:0] line;
  logic [CountBits-1:0]         column;

  array_control #(
    .Rows(Rows), .Columns(Columns), .OutputStationary(OutputStationary), .Drain(Drain), .CountBits(CountBits)
  ) u_control (
    .clk_i, .rst_ni, .pending_i(pending), .take_o(take), .lines_i(lines), .units_i(units), .columns_i(columns),
    .rows_used_i(rows_used), .columns_used_i(columns_used), .step_length_i(step_length), .weight_slots_i(weight_slots),
    .busy_o(control_busy), .cycles_o,
    .west_valid_o, .north_valid_o, .first_row_o, .first_column_o, .step_o, .load_valid_o, .load_row_o, .load_slot_o,
    .start_o(start), .clear_o(clear), .west_there_o(west_there), .north_there_o(north_there), .load_o(load),
    .load_first_o(load_first), .load_there_o(load_there), .stage1_row_o(stage1_row), .capture_o(capture),
    .result_valid_o(valid), .result_adds_o(adds), .result_line_o(line), .result_column_o(column)
  );

  // Nothing where memory was not asked.
  logic [Rows*DataUnit-1:0]      west;
  logic [Columns*WeightUnit-1:0] north;
  logic [Columns*16-1:0]         loads;
  for (genvar r = 0; r < Rows; r++) begin : gen_west
    assign west[r*DataUnit+:DataUnit] = west_there[r] ? west_i[r*DataUnit+:DataUnit] : '0;
  end
  for (genvar c = 0; c < Columns; c++) begin : gen_north
    assign north[c*WeightUnit+:WeightUnit] = north_there[c] ? north_i[c*WeightUnit+:WeightUnit] : '0;
    assign loads[c*16+:16]                 = (load_there && north_there[c]) ? load_i[c*16+:16] : '0;
  end

  logic [Columns*SumBits-1:0] sums;
  systolic_array #(
    .Rows(Rows), .Columns(Columns), .TermCells(TermCells), .OutputStationary(OutputStationary), .Values(Values),
    .WeightBits(WeightBits), .DataBits(DataBits), .CoefficientBits(CoefficientBits), .AccumulatorBits(WordBits),
    .DataUnit(DataUnit), .WeightUnit(WeightUnit), .SumBits(SumBits), .RowBits(RowBits)
  ) u_cells (
    .clk_i, .rst_ni, .rows_i(rows_used), .start_i(start), .clear_i(clear), .west_i(west), .north_i(north),
    .load_i(load), .load_first_i(load_first), .load_row_i(stage1_row), .load_data_i(loads), .capture_i(capture), .sums_o(sums)
  );

  // The edge.
  logic [Columns*WordBits-1:0] words;
  for (genvar c = 0; c < Columns; c++) begin : gen_edge
    if (TermCells) begin : gen_sum
      vector_sum #(
        .Coefficients(WeightBits + DataBits - 1), .CoefficientBits(CoefficientBits), .WordBits(WordBits)
      ) u_sum (
        .vector_i(sums[c*SumBits+:SumBits]), .word_o(words[c*WordBits+:WordBits])
      );
    end else begin : gen_word
      assign words[c*WordBits+:WordBits] = sums[c*SumBits+:SumBits];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      result_valid_o <= '0;
    end else begin
      result_valid_o <= valid;
    end
  end
  always_ff @(posedge clk_i) begin
    result_adds_o   <= adds;
    result_line_o   <= line;
    result_column_o <= column;
    result_o        <= words;
  end

  // Results are of the bank that their layer works from, and leave when the next one may have begun.
  logic [2:0] bank_q;
  always_ff @(posedge clk_i) begin
    bank_q <= {bank_q[1:0], bank_o};
  end
  if (OutputStationary) begin : gen_bank_kept
    logic kept_q, leaves_q;
    always_ff @(posedge clk_i) begin
      if (capture) kept_q <= bank_q[1];
      leaves_q <= kept_q;
    end
    assign result_bank_o = leaves_q;
    logic unused;
    assign unused = bank_q[2];
  end else begin : gen_bank
    assign result_bank_o = bank_q[2];
  end

  assign busy_o = control_busy || pending || (result_valid_o != '0);
endmodule
