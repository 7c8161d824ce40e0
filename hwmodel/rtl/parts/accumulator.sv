// For counting: the adder and the sum of a parallel MAC. parallel_mac has them inside, where Yosys makes multiplication and addition
// as one. A sum may be put in from outside (set_i); next_o is what stands here after this cycle's addition.
module accumulator #(
  parameter integer ProductBits = 16,
  parameter integer Bits = 32
) (
  input  logic                   clk_i,
  input  logic                   set_i,
  input  logic [Bits-1:0]        sum_i,
  input  logic                   add_i,
  input  logic [ProductBits-1:0] product_i,
  output logic [Bits-1:0]        next_o
);
  logic signed [ProductBits-1:0] product;
  logic signed [Bits-1:0]        sum_q;

  assign product = product_i;
  assign next_o  = add_i ? sum_q + Bits'(product) : sum_q;

  always_ff @(posedge clk_i) begin
    sum_q <= set_i ? sum_i : next_o;
  end
endmodule
