// The largest term of a set of digits: which exponent it has, and what is left without it.
module first_term #(
  parameter integer Digits = 8,
  parameter integer ExponentBits = 3
) (
  input  logic [Digits-1:0]       digits_i,
  output logic                    valid_o,
  output logic [ExponentBits-1:0] exponent_o,
  output logic [Digits-1:0]       rest_o
);
  logic [Digits-1:0] largest;

  always_comb begin
    exponent_o = '0;
    largest    = '0;
    for (integer i = 0; i < Digits; i++) begin
      if (digits_i[i]) begin
        exponent_o = ExponentBits'(i);
        largest    = '0;
        largest[i] = 1'b1;
      end
    end
  end

  assign valid_o = |digits_i;
  assign rest_o  = digits_i & ~largest;
endmodule
