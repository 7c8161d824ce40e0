// HESE encoder: the bits of a magnitude become signed digits, one a cycle, the least significant first, by a window of two bits and
// one mode bit (a run is on). Switched off (QT) every bit is a digit of its own. (hwmodel/units/HeseEncoder.h)
//
// first_i comes with the first bit; after the last bit two zeros follow. A digit is there in each cycle but the first.
module hese_encoder (
  input  logic       clk_i,
  input  logic       on_i,
  input  logic       negative_i,  // the value is
  input  logic       enable_i,
  input  logic       first_i,
  input  logic       bit_i,
  output logic       valid_o,
  output logic [1:0] digit_o      // {negative, there}
);
  logic run_q, window_q;

  logic x, n;
  assign x = window_q;
  assign n = on_i && bit_i;

  logic there;
  assign valid_o = enable_i && !first_i;
  assign there   = valid_o && (x ^ run_q);
  assign digit_o = {there && (n ^ negative_i), there};

  always_ff @(posedge clk_i) begin
    if (enable_i) begin
      window_q <= bit_i;
      run_q    <= !first_i && ((x && n) || (x && run_q) || (n && run_q));
    end
  end
endmodule
