// Term comparator: of the digits of a group of values, keeps the budget_i largest terms. The digits come side by side, one exponent a
// cycle, the lowest first; each pushes the terms that are held on, and what is pushed out of the last slot is dropped. Inside one
// exponent the first value's term is the last to be dropped. Then the slots empty, one a cycle, the largest term first; an empty
// slot takes its cycle too. (hwmodel/units/TermComparator.h)
module term_comparator #(
  parameter integer Values = 1,
  parameter integer Slots = 8,
  parameter integer Digits = 8
) (
  input  logic              clk_i,
  input  logic              rst_ni,
  input  logic              start_i,    // a new group comes with the next cycle
  input  logic [7:0]        budget_i,   // at most Slots
  input  logic              enable_i,   // digits are there; else they have no meaning
  input  logic [2*Values-1:0] digits_i, // of each value {negative, there}
  output logic              takes_o,
  output logic              slot_o,     // this cycle's is a slot, maybe an empty one
  output logic [15:0]       term_o      // {valid, negative, value[5:0], 000, exponent[4:0]}
);
  logic [16*Slots-1:0] slots_q, pushed;
  logic [7:0]          taken_q, sent_q;

  logic [4:0] exponent;
  assign exponent = taken_q[4:0];
  always_comb begin
    pushed = slots_q;
    for (integer v = 0; v < Values; v++) begin
      // The last value first.
      if (digits_i[2*(Values-1-v)]) begin
        pushed = (pushed << 16) | (16 * Slots)'({1'b1, digits_i[2*(Values-1-v)+1], 6'(Values - 1 - v), 3'b0, exponent});
      end
    end
  end

  // Slots beyond the budget hold nothing.
  logic [16*Slots-1:0] budgeted;
  for (genvar i = 0; i < Slots; i++) begin : gen_slot
    assign budgeted[i*16+:16] = 8'(i) < budget_i ? pushed[i*16+:16] : 16'b0;
  end

  assign takes_o = taken_q != 8'(Digits);
  assign slot_o  = !takes_o && sent_q != budget_i;
  assign term_o  = slot_o ? slots_q[15:0] : 16'b0;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      taken_q <= 8'(Digits);
      sent_q  <= '0;
      slots_q <= '0;
    end else if (start_i) begin
      taken_q <= '0;
      sent_q  <= '0;
      slots_q <= '0;
    end else if (takes_o) begin
      if (enable_i) begin
        taken_q <= taken_q + 8'd1;
        slots_q <= budgeted;
      end
    end else if (slot_o) begin
      sent_q  <= sent_q + 8'd1;
      slots_q <= slots_q >> 16;
    end
  end
endmodule
