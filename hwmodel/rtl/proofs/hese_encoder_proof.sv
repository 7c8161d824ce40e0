// For every magnitude of 7 bits (an operand of 8) and both signs: the digits sum up to the value, on and off; and, on, no two
// neighbours are both there.
module hese_encoder_proof (
  input logic clk_i
);
  localparam integer Bits = 8;

  // Whatever they are at the beginning, they stay.
  logic [Bits-2:0] magnitude_q;
  logic            negative_q, on_q;
  always_ff @(posedge clk_i) begin
    magnitude_q <= magnitude_q;
    negative_q  <= negative_q;
    on_q        <= on_q;
  end

  logic [3:0] cycle_q = 4'd0;
  logic       enable, valid, before_q = 1'b0, neighbours_q = 1'b0;
  logic [1:0] digit;
  logic [8:0] padded;
  assign padded = {2'b00, magnitude_q};
  assign enable = cycle_q <= 4'd8;

  hese_encoder u_encoder (
    .clk_i, .on_i(on_q), .negative_i(negative_q), .enable_i(enable), .first_i(cycle_q == 4'd0),
    .bit_i(padded[cycle_q]), .valid_o(valid), .digit_o(digit)
  );

  logic signed [9:0] sum_q = 10'sd0, weight_q = 10'sd1, value;
  assign value = negative_q ? -$signed({3'b000, magnitude_q}) : $signed({3'b000, magnitude_q});
  always_ff @(posedge clk_i) begin
    if (enable) cycle_q <= cycle_q + 4'd1;
    if (valid) begin
      weight_q     <= weight_q <<< 1;
      before_q     <= digit[0];
      neighbours_q <= neighbours_q || (before_q && digit[0]);
      if (digit[0]) sum_q <= digit[1] ? sum_q - weight_q : sum_q + weight_q;
    end
  end

  always_comb begin
    if (cycle_q == 4'd9) begin
      assert (sum_q == value);
      assert (!on_q || !neighbours_q);
    end
  end
endmodule
