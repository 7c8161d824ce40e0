// The coefficients of a term MAC: c_i counts, with sign, the term pairs whose exponents add up to i.
//
// A vector may be put in from outside while a pair is counted (set_i): then the count belongs to the vector that leaves. next_o
// is what stands here after this cycle's count, set_i left out.
//
// How many: the largest exponent of a revealed b-bit operand is b − 1, so i = 0 … b_w + b_d − 2. How wide: see
// hwmodel/tmac/CoefficientVector.h; the generator sets CoefficientBits.
module coefficient_vector #(
  parameter integer Coefficients = 15,
  parameter integer CoefficientBits = 12,
  parameter integer IndexBits = 4
) (
  input  logic                                    clk_i,
  input  logic                                    set_i,
  input  logic [Coefficients*CoefficientBits-1:0] vector_i,
  input  logic                                    count_i,
  input  logic                                    negative_i,
  input  logic [IndexBits-1:0]                    index_i,
  output logic [Coefficients*CoefficientBits-1:0] next_o
);
  logic [Coefficients*CoefficientBits-1:0] vector_q;

  for (genvar i = 0; i < Coefficients; i++) begin : gen_coefficient
    logic here;
    assign here = count_i && index_i == IndexBits'(i);
    assign next_o[i*CoefficientBits+:CoefficientBits] =
        vector_q[i*CoefficientBits+:CoefficientBits] + {{(CoefficientBits - 1){here && negative_i}}, here};
  end

  always_ff @(posedge clk_i) begin
    vector_q <= set_i ? vector_i : next_o;
  end
endmodule
