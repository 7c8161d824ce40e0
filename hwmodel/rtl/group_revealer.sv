// Group revealer: lowers a waterline over a group of terms, from the largest exponent down, one exponent a cycle, and keeps what
// stands above it until the budget is used; inside the exponent where it ends, the first values keep theirs. The result is that of
// core/terms/Reveal.h, for operands that are revealed when they are made.
//
// load_i takes a group, {negative, present}, each [value][exponent]; Digits cycles later group_o holds what is kept (done_o).
module group_revealer #(
  parameter integer Values = 8,
  parameter integer Digits = 8
) (
  input  logic                       clk_i,
  input  logic                       rst_ni,
  input  logic                       load_i,
  input  logic [7:0]                 budget_i,
  input  logic [2*Values*Digits-1:0] group_i,
  output logic                       done_o,
  output logic [2*Values*Digits-1:0] group_o
);
  localparam integer Places = Values * Digits;
  localparam integer LineBits = $clog2(Digits + 1);

  logic [2*Places-1:0] group_q;
  logic [LineBits-1:0] line_q;  // exponents that the waterline has still to pass
  logic [7:0]          left_q;  // of the budget

  // This exponent's terms, and those that the budget lets through: a count runs over the values.
  logic [Values-1:0] there, kept;
  logic [7:0]        left;
  for (genvar v = 0; v < Values; v++) begin : gen_there
    assign there[v] = group_q[v*Digits+Digits-1];
  end
  always_comb begin
    left = left_q;
    for (integer v = 0; v < Values; v++) begin
      kept[v] = there[v] && left != '0;
      left    = left - 8'(kept[v]);
    end
  end

  assign done_o  = line_q == '0;
  assign group_o = group_q;

  // The digits of each value go around, the largest in front: after Digits cycles all are in their places again.
  for (genvar v = 0; v < Values; v++) begin : gen_digits
    always_ff @(posedge clk_i) begin
      if (load_i) begin
        group_q[v*Digits+:Digits]        <= group_i[v*Digits+:Digits];
        group_q[Places+v*Digits+:Digits] <= group_i[Places+v*Digits+:Digits];
      end else if (!done_o) begin
        group_q[v*Digits+:Digits] <= {group_q[v*Digits+:Digits-1], kept[v]};
        group_q[Places+v*Digits+:Digits] <= {group_q[Places+v*Digits+:Digits-1], group_q[Places+v*Digits+Digits-1] && kept[v]};
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      line_q <= '0;
      left_q <= '0;
    end else if (load_i) begin
      line_q <= LineBits'(Digits);
      left_q <= budget_i;
    end else if (!done_o) begin
      line_q <= line_q - LineBits'(1);
      left_q <= left;
    end
  end
endmodule
