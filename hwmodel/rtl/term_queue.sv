// Holds the terms of one group of values, in the order of a term MAC: value by value, largest exponent first.
//
// A digit of a value is there or not, and has a sign: {negative, present}, each [value][exponent]. The order is that of the
// places, so the queue has room for every term that operands of this width can have, and nothing in it depends on k or s.
//
// A group comes whole from the neighbour when a step begins (take_i), or term by term from memory (load_i), the first of which
// empties the queue.
module term_queue #(
  parameter integer Values = 8,
  parameter integer Digits = 8
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,
  input  logic                         take_i,
  input  logic [2*Values*Digits-1:0]   group_i,
  input  logic                         load_i,
  input  logic                         load_first_i,
  input  logic [15:0]                  term_i,  // {valid, negative, value[5:0], 000, exponent[4:0]}
  output logic [2*Values*Digits-1:0]   group_o
);
  localparam integer Places = Values * Digits;

  logic [2*Places-1:0] group_q, place;

  // Which digit the term is: one of the places, none when the slot is empty.
  for (genvar v = 0; v < Values; v++) begin : gen_value
    for (genvar e = 0; e < Digits; e++) begin : gen_digit
      logic here;
      assign here = term_i[15] && term_i[13:8] == 6'(v) && term_i[4:0] == 5'(e);
      assign place[v*Digits+e]        = here;
      assign place[Places+v*Digits+e] = here && term_i[14];
    end
  end

  // What hops on before operands come must be nothing.
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      group_q <= '0;
    end else if (load_i) begin
      group_q <= load_first_i ? place : (group_q | place);
    end else if (take_i) begin
      group_q <= group_i;
    end
  end

  assign group_o = group_q;

  logic unused;
  assign unused = &{1'b0, term_i[7:5]};
endmodule
