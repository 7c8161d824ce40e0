// ReLU and requantizer: the bits of a word become those of a magnitude, min(⌊|x|·multiplier / 2^shift + 1/2⌋, 2^(Bits−1) − 1), with a
// sign beside it; with ReLU a negative x gives 0. (hwmodel/units/Requantizer.h)
//
// Bit by bit, the least significant first: a serial-parallel multiplier whose sum starts at 2^(shift−1) − 1. WordBits cycles take
// a bit, MultiplierBits + 1 more empty the multiplier, then Bits − 1 bits leave.
module requantizer #(
  parameter integer WordBits = 25,
  parameter integer MultiplierBits = 8,
  parameter integer Bits = 8
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      start_i,       // a new word comes with the next cycle
  input  logic [MultiplierBits-1:0] multiplier_i,
  input  logic [6:0]                shift_i,
  input  logic                      relu_i,
  input  logic                      enable_i,
  input  logic                      bit_i,
  output logic                      takes_o,       // it needs the word's next bit
  output logic                      valid_o,
  output logic                      bit_o,
  output logic                      negative_o
);
  localparam integer ProductBits = WordBits + MultiplierBits + 1;
  localparam integer SumBits = ProductBits + 1;
  localparam integer Kept = Bits - 1;

  logic signed [SumBits-1:0] sum_q, added, part;
  logic [6:0]                product_q, sent_q;  // bits that have left the multiplier, and the unit
  logic [Kept-1:0]           kept_q;
  logic dropped_ones_q, kept_ones_q, kept_zeros_q, above_ones_q, above_zeros_q;
  logic negative_q, saturated_q, silenced_q, carry_q;

  logic multiplies, last, one;
  assign takes_o    = product_q < 7'(WordBits);
  assign multiplies = product_q < 7'(ProductBits);
  assign last       = product_q == 7'(ProductBits - 1);
  assign part       = (takes_o && bit_i) ? $signed(SumBits'(multiplier_i)) : '0;
  // The word's last bit is its sign.
  assign added      = product_q == 7'(WordBits - 1) ? sum_q - part : sum_q + part;
  assign one        = added[0];

  // Which bits of the product this one belongs to.
  logic dropped, kept, above;
  assign dropped = product_q < shift_i;
  assign kept    = !dropped && product_q - shift_i < 7'(Kept);
  assign above   = !dropped && !kept;

  logic dropped_ones_d, kept_ones_d, kept_zeros_d, above_ones_d, above_zeros_d, carry_d, saturated_d;
  assign dropped_ones_d = dropped_ones_q && (!dropped || one);
  assign kept_ones_d    = kept_ones_q && (!kept || one);
  assign kept_zeros_d   = kept_zeros_q && (!kept || !one);
  assign above_ones_d   = above_ones_q && (!above || one);
  assign above_zeros_d  = above_zeros_q && (!above || !one);
  assign carry_d        = one || dropped_ones_d;
  assign saturated_d    = one ? (!above_ones_d || kept_zeros_d) : (!above_zeros_d || (kept_ones_d && carry_d));

  logic inverted;
  assign inverted   = kept_q[0] ^ negative_q;
  assign valid_o    = enable_i && !multiplies && sent_q != 7'(Kept);
  assign bit_o      = valid_o && !silenced_q && (saturated_q || (inverted ^ carry_q));
  assign negative_o = negative_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      product_q <= 7'(ProductBits);
      sent_q    <= 7'(Kept);
    end else if (start_i) begin
      product_q <= '0;
      sent_q    <= '0;
    end else if (enable_i) begin
      if (multiplies) product_q <= product_q + 7'd1;
      if (valid_o) sent_q <= sent_q + 7'd1;
    end
  end

  always_ff @(posedge clk_i) begin
    if (start_i) begin
      sum_q          <= shift_i == '0 ? '0 : $signed((SumBits'(1) << (shift_i - 7'd1)) - SumBits'(1));
      dropped_ones_q <= shift_i != '0;
      {kept_ones_q, kept_zeros_q, above_ones_q, above_zeros_q} <= 4'b1111;
      {negative_q, saturated_q, silenced_q, carry_q}           <= 4'b0000;
      kept_q <= '0;
    end else if (enable_i && multiplies) begin
      sum_q          <= added >>> 1;
      dropped_ones_q <= dropped_ones_d;
      kept_ones_q    <= kept_ones_d;
      kept_zeros_q   <= kept_zeros_d;
      above_ones_q   <= above_ones_d;
      above_zeros_q  <= above_zeros_d;
      // A kept bit has its place; where the shift leaves less than Kept bits, the rest of the word is its sign.
      for (integer i = 0; i < Kept; i++) begin
        if (product_q - shift_i == 7'(i) && !dropped) kept_q[i] <= one;
        else if (last && product_q < shift_i + 7'(i)) kept_q[i] <= one;
      end
      if (last) begin
        carry_q     <= carry_d;
        silenced_q  <= relu_i && one;
        negative_q  <= one && !relu_i;
        saturated_q <= saturated_d && !(relu_i && one);
      end
    end else if (valid_o) begin
      kept_q  <= kept_q >> 1;
      carry_q <= carry_q && inverted;
    end
  end
endmodule
