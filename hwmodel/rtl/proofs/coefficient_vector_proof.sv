// While no more than Bound pairs are counted into a vector of the width that is derived from it, ⌈log2(Bound + 1)⌉ + 1 bits, no
// coefficient leaves its range: |c_i| is never more than the pairs counted so far, as it would be in numbers without an end.
module coefficient_vector_proof #(
  parameter integer Bound = 48,
  parameter integer CoefficientBits = 7
) (
  input logic       clk_i,
  input logic       count_i,
  input logic       negative_i,
  input logic [1:0] index_i
);
  logic [7:0]                        counted_q = 8'd0;
  logic                              begun_q = 1'b0, counts;
  logic [3*CoefficientBits-1:0] next;

  assign counts = count_i && counted_q < 8'(Bound);
  coefficient_vector #(.Coefficients(3), .CoefficientBits(CoefficientBits), .IndexBits(2)) u_vector (
    .clk_i, .set_i(!begun_q), .vector_i('0), .count_i(begun_q && counts), .negative_i, .index_i, .next_o(next)
  );

  // The same counts, in numbers that are wide enough by far.
  for (genvar i = 0; i < 3; i++) begin : gen_proof
    logic signed [15:0]                wide_q, wide;
    logic signed [CoefficientBits-1:0] exact;
    logic                              here;
    assign exact = next[i*CoefficientBits+:CoefficientBits];
    assign here  = counts && index_i == 2'(i);
    assign wide  = !here ? wide_q : negative_i ? wide_q - 16'sd1 : wide_q + 16'sd1;
    always_ff @(posedge clk_i) begin
      wide_q <= begun_q ? wide : 16'sd0;
    end
    always_comb begin
      if (begun_q) begin
        assert (counted_q <= 8'(Bound));
        assert (16'(exact) == wide);
        assert (wide_q <= $signed({8'd0, counted_q}) && -wide_q <= $signed({8'd0, counted_q}));
      end
    end
  end

  always_ff @(posedge clk_i) begin
    begun_q <= 1'b1;
    if (begun_q && counts) counted_q <= counted_q + 8'd1;
  end
endmodule
