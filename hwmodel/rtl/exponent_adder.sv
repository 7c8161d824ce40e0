// The product of two terms: their exponents add up, their signs multiply.
module exponent_adder #(
  parameter integer WeightExponentBits = 3,
  parameter integer DataExponentBits = 3,
  parameter integer SumBits = 4
) (
  input  logic [WeightExponentBits-1:0] weight_exponent_i,
  input  logic                          weight_negative_i,
  input  logic [DataExponentBits-1:0]   data_exponent_i,
  input  logic                          data_negative_i,
  output logic [SumBits-1:0]            exponent_o,
  output logic                          negative_o
);
  assign exponent_o = SumBits'(weight_exponent_i) + SumBits'(data_exponent_i);
  assign negative_o = weight_negative_i ^ data_negative_i;
endmodule
