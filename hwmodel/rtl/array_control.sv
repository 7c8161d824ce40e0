// Runs the folds of a product one after the other: loads what stays, works T + R + C − 2 steps of B cycles, and says which operands
// enter where and which results leave. (hwmodel/simulate/ArraySimulator.h)
//
// The product's axes: where outputs stay (rows, columns, stream) = (M, N, G), where weights stay (G, N, M).
//
// A cycle here is one of the run. What it asks memory for comes a cycle later (…_o of stage 1), and cells work at it a cycle after
// that (stage 2): constant delays, which no cycle count holds.
module array_control #(
  parameter integer Rows = 8,
  parameter integer Columns = 8,
  parameter bit OutputStationary = 1'b1,
  parameter bit Drain = 1'b0,  // charge R cycles a fold to shift results out
  parameter integer CountBits = 24
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  // The layer.
  input  logic                 pending_i,
  output logic                 take_o,
  input  logic [CountBits-1:0] lines_i,
  input  logic [CountBits-1:0] units_i,
  input  logic [CountBits-1:0] columns_i,
  input  logic [7:0]           rows_used_i,
  input  logic [7:0]           columns_used_i,
  input  logic [15:0]          step_length_i,
  input  logic [15:0]          weight_slots_i,
  output logic                 busy_o,
  output logic [31:0]          cycles_o,        // of the layer at work, or of the last one
  // Stage 0: what memory is asked for.
  output logic [Rows-1:0]      west_valid_o,
  output logic [Columns-1:0]   north_valid_o,   // where weights stay: columns that have some in this fold
  output logic [CountBits-1:0] first_row_o,
  output logic [CountBits-1:0] first_column_o,
  output logic [CountBits-1:0] step_o,
  output logic                 load_valid_o,    // the row has weights in this fold
  output logic [7:0]           load_row_o,
  output logic [15:0]          load_slot_o,
  // Stage 1: with what memory gives.
  output logic                 start_o,
  output logic                 clear_o,
  output logic [Rows-1:0]      west_there_o,
  output logic [Columns-1:0]   north_there_o,
  output logic                 load_o,
  output logic                 load_first_o,
  output logic                 load_there_o,
  output logic [7:0]           stage1_row_o,    // that is loaded
  // Stage 2: the end of a fold.
  output logic                 capture_o,
  // Results that stand at the array's edge in this cycle.
  output logic [Columns-1:0]           result_valid_o,
  output logic                         result_adds_o,   // to what is there from earlier folds
  output logic [Columns*CountBits-1:0] result_line_o,
  output logic [CountBits-1:0]         result_column_o  // of array column 0
);
  localparam logic [1:0] StIdle = 2'd0, StLoad = 2'd1, StWork = 2'd2, StDrain = 2'd3;

  logic [1:0]  state_q;
  logic [CountBits-1:0] first_row_q, first_column_q, step_q;
  logic [15:0] cycle_q, slot_q;
  logic [7:0]  row_q;  // that is loaded, or drained
  logic [31:0] cycles_q;

  logic [CountBits-1:0] rows, axis_rows, stream;
  assign rows      = CountBits'(rows_used_i);
  assign axis_rows = OutputStationary ? lines_i : units_i;
  assign stream    = OutputStationary ? units_i : lines_i;

  logic step_ends, work_ends, load_ends, drain_ends, fold_ends, last_columns, last_fold, layer_ends;
  assign step_ends    = state_q == StWork && cycle_q == step_length_i - 16'd1;
  assign work_ends    = step_ends && step_q == stream + rows + CountBits'(columns_used_i) - CountBits'(3);
  assign load_ends    = state_q == StLoad && slot_q == weight_slots_i - 16'd1 && row_q == rows_used_i - 8'd1;
  assign drain_ends   = state_q == StDrain && row_q == rows_used_i - 8'd1;
  assign fold_ends    = (Drain && OutputStationary) ? drain_ends : work_ends;
  assign last_columns = first_column_q + CountBits'(columns_used_i) >= columns_i;
  assign last_fold    = last_columns && first_row_q + rows >= axis_rows;
  assign layer_ends   = fold_ends && last_fold;
  assign take_o       = pending_i && (state_q == StIdle || layer_ends);

  localparam logic [1:0] StFirst = OutputStationary ? StWork : StLoad;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q        <= StIdle;
      first_row_q    <= '0;
      first_column_q <= '0;
      step_q         <= '0;
      cycle_q        <= '0;
      slot_q         <= '0;
      row_q          <= '0;
      cycles_q       <= '0;
    end else begin
      cycles_q <= take_o ? '0 : cycles_q + 32'(state_q != StIdle);
      if (take_o || fold_ends) begin
        state_q <= (take_o || !last_fold) ? StFirst : StIdle;
        step_q  <= '0;
        cycle_q <= '0;
        slot_q  <= '0;
        row_q   <= '0;
        first_column_q <= (take_o || last_columns) ? '0 : first_column_q + CountBits'(columns_used_i);
        if (take_o) first_row_q <= '0;
        else if (last_columns) first_row_q <= first_row_q + rows;
      end else if (state_q == StLoad) begin
        if (load_ends) begin
          state_q <= StWork;
        end else if (slot_q == weight_slots_i - 16'd1) begin
          slot_q <= '0;
          row_q  <= row_q + 8'd1;
        end else begin
          slot_q <= slot_q + 16'd1;
        end
      end else if (state_q == StWork) begin
        cycle_q <= step_ends ? '0 : cycle_q + 16'd1;
        if (step_ends) step_q <= step_q + CountBits'(1);
        if (work_ends) state_q <= StDrain;
      end else if (state_q == StDrain) begin
        row_q <= row_q + 8'd1;
      end
    end
  end

  // Stage 0. An item before the first wraps around, and is beyond the last.
  logic begins;
  assign begins = state_q == StWork && cycle_q == '0;
  for (genvar r = 0; r < Rows; r++) begin : gen_west
    assign west_valid_o[r] = begins && 8'(r) < rows_used_i && step_q - CountBits'(r) < stream &&
                             first_row_q + CountBits'(r) < axis_rows;
  end
  for (genvar c = 0; c < Columns; c++) begin : gen_north
    logic column_there;
    assign column_there = 8'(c) < columns_used_i && first_column_q + CountBits'(c) < columns_i;
    assign north_valid_o[c] = column_there &&
        (!OutputStationary || (begins && step_q - CountBits'(c) < stream));
  end
  assign first_row_o    = first_row_q;
  assign first_column_o = first_column_q;
  assign step_o         = step_q;
  assign load_valid_o   = state_q == StLoad && first_row_q + CountBits'(row_q) < axis_rows;
  assign load_row_o     = row_q;
  assign load_slot_o    = slot_q;

  // Stages 1 and 2.
  logic   step_ends_1, step_ends_2, fold_works_out_1, fold_works_out_2;
  logic [CountBits-1:0] step_1, step_2, first_row_1, first_row_2, first_column_1, first_column_2;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      start_o          <= 1'b0;
      clear_o          <= 1'b0;
      load_o           <= 1'b0;
      step_ends_1      <= 1'b0;
      step_ends_2      <= 1'b0;
      fold_works_out_1 <= 1'b0;
      fold_works_out_2 <= 1'b0;
    end else begin
      start_o          <= begins;
      clear_o          <= begins && step_q == '0;
      load_o           <= state_q == StLoad;
      step_ends_1      <= step_ends;
      step_ends_2      <= step_ends_1;
      fold_works_out_1 <= work_ends;
      fold_works_out_2 <= fold_works_out_1;
    end
  end
  always_ff @(posedge clk_i) begin
    west_there_o   <= west_valid_o;
    north_there_o  <= north_valid_o;
    load_first_o   <= slot_q == '0;
    load_there_o   <= load_valid_o;
    stage1_row_o   <= row_q;
    step_1         <= step_q;
    step_2         <= step_1;
    first_row_1    <= first_row_q;
    first_row_2    <= first_row_1;
    first_column_1 <= first_column_q;
    first_column_2 <= first_column_1;
  end
  assign capture_o = fold_works_out_2;

  // Results. The words of the layer may be those of the next one by now: what belongs to a fold goes with it.
  logic [CountBits-1:0] lines_1, lines_2, columns_1, columns_2;
  logic [7:0]  rows_1, rows_2, columns_used_1, columns_used_2;
  always_ff @(posedge clk_i) begin
    lines_1        <= lines_i;
    lines_2        <= lines_1;
    columns_1      <= columns_i;
    columns_2      <= columns_1;
    rows_1         <= rows_used_i;
    rows_2         <= rows_1;
    columns_used_1 <= columns_used_i;
    columns_used_2 <= columns_used_1;
  end

  if (OutputStationary) begin : gen_shifted
    logic       shifting_q;
    logic [7:0] shifted_q, rows_q, columns_used_q;
    logic [CountBits-1:0] line_q, column_q, lines_q, columns_q;
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        shifting_q <= 1'b0;
        shifted_q  <= '0;
      end else if (capture_o) begin
        shifting_q <= 1'b1;
        shifted_q  <= '0;
      end else if (shifting_q) begin
        shifting_q <= shifted_q != rows_q - 8'd1;
        shifted_q  <= shifted_q + 8'd1;
      end
    end
    always_ff @(posedge clk_i) begin
      if (capture_o) begin
        rows_q         <= rows_2;
        columns_used_q <= columns_used_2;
        line_q         <= first_row_2;
        column_q       <= first_column_2;
        lines_q        <= lines_2;
        columns_q      <= columns_2;
      end else begin
        line_q <= line_q + CountBits'(1);
      end
    end
    for (genvar c = 0; c < Columns; c++) begin : gen_column
      assign result_valid_o[c] = shifting_q && line_q < lines_q && 8'(c) < columns_used_q && column_q + CountBits'(c) < columns_q;
      assign result_line_o[c*CountBits+:CountBits] = line_q;
    end
    assign result_adds_o   = 1'b0;
    assign result_column_o = column_q;
    assign busy_o = state_q != StIdle || fold_works_out_1 || fold_works_out_2 || shifting_q;
    logic unused;
    assign unused = &{1'b0, step_ends_2, step_2};
  end else begin : gen_fallen
    for (genvar c = 0; c < Columns; c++) begin : gen_column
      logic [CountBits-1:0] item;
      assign item = step_2 - CountBits'(rows_2) + CountBits'(1) - CountBits'(c);
      assign result_valid_o[c] = step_ends_2 && item < lines_2 &&
                                 8'(c) < columns_used_2 && first_column_2 + CountBits'(c) < columns_2;
      assign result_line_o[c*CountBits+:CountBits] = item;
    end
    assign result_adds_o   = first_row_2 != '0;
    assign result_column_o = first_column_2;
    assign busy_o = state_q != StIdle || step_ends_1 || step_ends_2;
  end

  assign cycles_o = cycles_q;
endmodule
