// For counting: the register of an operand of a parallel MAC, which is taken from the neighbour, or from memory, and shown to the
// next one. parallel_mac has two.
module value_register #(
  parameter integer Bits = 8
) (
  input  logic            clk_i,
  input  logic            rst_ni,
  input  logic            take_i,
  input  logic [Bits-1:0] value_i,
  output logic [Bits-1:0] value_o
);
  logic [Bits-1:0] value_q;

  // What hops on before operands come must be nothing.
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      value_q <= '0;
    end else if (take_i) begin
      value_q <= value_i;
    end
  end

  assign value_o = value_q;
endmodule
