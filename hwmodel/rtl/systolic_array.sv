// Cells in rows and columns. Operands hop right and down, from cell to cell, once a step; what comes in at the west of row r and
// at the north of column c arrives there with the skew that the feeder gives it.
//
// Where outputs stay (OutputStationary), a cell's sum is set to 0 when a fold begins and copied to a chain when it ends; the chain
// shifts up while the next fold works, and row 0 leaves. Else weights stay, and sums hop down: with each step a cell takes the
// sum from above and counts on; the sums below row rows_i − 1 leave. (Sums of a cell by itself that join what came from above
// would need an adder for each coefficient; counting on from what came gives the same sums in the same cycles.)
module systolic_array #(
  parameter integer Rows = 8,
  parameter integer Columns = 8,
  parameter bit TermCells = 1'b1,
  parameter bit OutputStationary = 1'b1,
  parameter integer Values = 8,
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter integer CoefficientBits = 12,  // of a term cell
  parameter integer AccumulatorBits = 32,  // of a parallel cell
  parameter integer DataUnit = 128,        // bits of a group of terms, or of a value
  parameter integer WeightUnit = 128,
  parameter integer SumBits = 180,         // of a vector, or of an accumulator
  parameter integer RowBits = 4
) (
  input  logic                          clk_i,
  input  logic                          rst_ni,
  input  logic [RowBits-1:0]            rows_i,       // rows in use, from the top
  input  logic                          start_i,      // a step begins with the coming edge
  input  logic                          clear_i,      // and with it a fold
  input  logic [Rows*DataUnit-1:0]      west_i,
  input  logic [Columns*WeightUnit-1:0] north_i,
  input  logic                          load_i,       // a stationary term (or value) comes for each cell of row load_row_i
  input  logic                          load_first_i,
  input  logic [RowBits-1:0]            load_row_i,
  input  logic [Columns*16-1:0]         load_data_i,
  input  logic                          capture_i,    // a fold ends with this cycle
  output logic [Columns*SumBits-1:0]    sums_o        // of row 0 of the chain; weights stay: below the last row in use
);
  logic [(Rows+1)*Columns*SumBits-1:0]     down;  // sums as they are after this cycle, row 0: nothing
  logic [Rows*(Columns+1)*DataUnit-1:0]    right;
  logic [(Rows+1)*Columns*WeightUnit-1:0]  below;

  assign down[Columns*SumBits-1:0]     = '0;
  assign below[Columns*WeightUnit-1:0] = north_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    logic load_here;
    assign right[r*(Columns+1)*DataUnit+:DataUnit] = west_i[r*DataUnit+:DataUnit];
    assign load_here = load_i && load_row_i == RowBits'(r);

    for (genvar c = 0; c < Columns; c++) begin : gen_column
      logic [SumBits-1:0] sum_in;
      logic               set;
      assign sum_in = OutputStationary ? '0 : down[(r*Columns+c)*SumBits+:SumBits];
      assign set    = OutputStationary ? clear_i : start_i;

      if (TermCells) begin : gen_term
        term_mac #(
          .Values(Values), .WeightBits(WeightBits), .DataBits(DataBits), .CoefficientBits(CoefficientBits),
          .WeightsHop(OutputStationary)
        ) u_cell (
          .clk_i, .rst_ni, .start_i,
          .data_i(right[(r*(Columns+1)+c)*DataUnit+:DataUnit]),
          .weights_i(below[(r*Columns+c)*WeightUnit+:WeightUnit]),
          .load_i(load_here), .load_first_i, .load_term_i(load_data_i[c*16+:16]),
          .set_i(set), .sum_i(sum_in),
          .data_o(right[(r*(Columns+1)+c+1)*DataUnit+:DataUnit]),
          .weights_o(below[((r+1)*Columns+c)*WeightUnit+:WeightUnit]),
          .sum_next_o(down[((r+1)*Columns+c)*SumBits+:SumBits])
        );
      end else begin : gen_parallel
        parallel_mac #(
          .WeightBits(WeightBits), .DataBits(DataBits), .AccumulatorBits(AccumulatorBits), .WeightsHop(OutputStationary)
        ) u_cell (
          .clk_i, .rst_ni, .start_i,
          .data_i(right[(r*(Columns+1)+c)*DataUnit+:DataUnit]),
          .weights_i(below[(r*Columns+c)*WeightUnit+:WeightUnit]),
          .load_i(load_here), .load_value_i(load_data_i[c*16+:WeightUnit]),
          .set_i(set), .sum_i(sum_in),
          .data_o(right[(r*(Columns+1)+c+1)*DataUnit+:DataUnit]),
          .weights_o(below[((r+1)*Columns+c)*WeightUnit+:WeightUnit]),
          .sum_next_o(down[((r+1)*Columns+c)*SumBits+:SumBits])
        );
      end
    end
  end

  if (OutputStationary) begin : gen_chain
    logic [Rows*Columns*SumBits-1:0] chain_q;
    always_ff @(posedge clk_i) begin
      if (capture_i) begin
        chain_q <= down[(Rows+1)*Columns*SumBits-1:Columns*SumBits];
      end else begin
        chain_q <= chain_q >> (Columns * SumBits);
      end
    end
    assign sums_o = chain_q[Columns*SumBits-1:0];
    logic unused;
    assign unused = &{1'b0, rows_i};
  end else begin : gen_bottom
    always_comb begin
      sums_o = '0;
      for (integer r = 0; r < Rows; r++) begin
        if (rows_i == RowBits'(r + 1)) sums_o = down[(r+1)*Columns*SumBits+:Columns*SumBits];
      end
    end
    logic unused;
    assign unused = &{1'b0, capture_i, clear_i};
  end

  // What hops out of the last column and row goes nowhere, and ports that one kind of cell has no use for.
  logic unused_edges;
  assign unused_edges = &{1'b0, right, below, load_data_i, load_first_i};
endmodule
