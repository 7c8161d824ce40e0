// For counting: the multiplier of a parallel MAC. parallel_mac has it inside, where Yosys makes multiplication and addition as one.
module value_multiplier #(
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8
) (
  input  logic [WeightBits-1:0]          weight_i,
  input  logic [DataBits-1:0]            data_i,
  output logic [WeightBits+DataBits-1:0] product_o
);
  logic signed [WeightBits-1:0]          weight;
  logic signed [DataBits-1:0]            data;
  logic signed [WeightBits+DataBits-1:0] product;

  assign weight    = weight_i;
  assign data      = data_i;
  assign product   = data * weight;
  assign product_o = product;
endmodule
