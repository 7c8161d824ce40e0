// Σ c_i·2^i in one cycle: what a column's vector becomes at the edge of the array.
//
// The bit-serial binary_converter makes the same word in as many cycles as it has bits. The model lets results leave in the cycle
// in which they are ready, whatever the step is; a serial converter a column keeps up with that only where steps are long enough.
module vector_sum #(
  parameter integer Coefficients = 15,
  parameter integer CoefficientBits = 12,
  parameter integer WordBits = 32
) (
  input  logic [Coefficients*CoefficientBits-1:0] vector_i,
  output logic [WordBits-1:0]                     word_o
);
  logic [Coefficients*WordBits-1:0] extended;

  for (genvar i = 0; i < Coefficients; i++) begin : gen_extended
    logic signed [CoefficientBits-1:0] coefficient;
    assign coefficient = vector_i[i*CoefficientBits+:CoefficientBits];
    assign extended[i*WordBits+:WordBits] = WordBits'(coefficient);
  end

  always_comb begin
    word_o = '0;
    for (integer i = 0; i < Coefficients; i++) begin
      word_o = word_o + (extended[i*WordBits+:WordBits] << i);
    end
  end
endmodule
