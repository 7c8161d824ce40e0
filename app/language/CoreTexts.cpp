#include "app/language/CoreTexts.h"

#include <QtGlobal>

namespace termscope {

std::span<const char* const> coreTexts()
{
    static const char* const texts[] = {
        // core/settings/Settings: titles, help, choices
        QT_TRANSLATE_NOOP("core", "Weight bits"),
        QT_TRANSLATE_NOOP("core", "Bits of a quantized weight, its sign included."),
        QT_TRANSLATE_NOOP("core", "Encoding"),
        QT_TRANSLATE_NOOP("core", "How magnitudes are written as signed powers of two; HESE needs the fewest terms."),
        QT_TRANSLATE_NOOP("core", "Group size"),
        QT_TRANSLATE_NOOP("core", "Weights that share one term budget: consecutive values along the reduction."),
        QT_TRANSLATE_NOOP("core", "Term budget"),
        QT_TRANSLATE_NOOP("core", "Terms kept in every group of weights, the largest ones first."),
        QT_TRANSLATE_NOOP("core", "Weight scale"),
        QT_TRANSLATE_NOOP("core", "Per tensor"),
        QT_TRANSLATE_NOOP("core", "Per channel"),
        QT_TRANSLATE_NOOP("core", "One weight scale for the whole tensor, or one for each output channel."),
        QT_TRANSLATE_NOOP("core", "Data bits"),
        QT_TRANSLATE_NOOP("core", "Bits of a quantized activation, its sign included."),
        QT_TRANSLATE_NOOP("core", "Data terms"),
        QT_TRANSLATE_NOOP("core", "Terms kept in every activation, the largest ones first; 0 keeps all."),
        QT_TRANSLATE_NOOP("core", "Quantizer"),
        QT_TRANSLATE_NOOP("core", "Symmetric"),
        QT_TRANSLATE_NOOP("core", "Reference 2020"),
        QT_TRANSLATE_NOOP("core", "Symmetric: scale = max|x| / (2^(b-1) - 1). Reference 2020: the rule of the code "
                                  "published with the paper."),
        QT_TRANSLATE_NOOP("core", "Calibration"),
        QT_TRANSLATE_NOOP("core", "Maximum"),
        QT_TRANSLATE_NOOP("core", "Least squared error"),
        QT_TRANSLATE_NOOP("core", "How the scale of the activations is chosen from the calibration samples."),
        QT_TRANSLATE_NOOP("core", "BatchNorm"),
        QT_TRANSLATE_NOOP("core", "Kept"),
        QT_TRANSLATE_NOOP("core", "Folded"),
        QT_TRANSLATE_NOOP("core", "BatchNormalization is folded into the weights of the layer before it is quantized, "
                                  "or kept in float32 after it."),
        QT_TRANSLATE_NOOP("core", "Calibration samples"),
        QT_TRANSLATE_NOOP("core", "The first so many samples of the dataset choose the scales of the activations."),
        // core/terms/Encoding
        QT_TRANSLATE_NOOP("core", "Binary"),
        QT_TRANSLATE_NOOP("core", "Booth radix-4"),
        QT_TRANSLATE_NOOP("core", "HESE"),
        QT_TRANSLATE_NOOP("core", "HESE 2020"),
        // app/session/ArrayChoice
        QT_TRANSLATE_NOOP("core", "Product"),
        QT_TRANSLATE_NOOP("core", "What the array computes: the chosen layer, or a typed product of random operands"),
        QT_TRANSLATE_NOOP("core", "Layer"),
        QT_TRANSLATE_NOOP("core", "Typed M×K×N"),
        QT_TRANSLATE_NOOP("core", "Images"),
        QT_TRANSLATE_NOOP("core", "Images that go through the layer at once, from the first on: M"),
        QT_TRANSLATE_NOOP("core", "M"),
        QT_TRANSLATE_NOOP("core", "Rows of the inputs"),
        QT_TRANSLATE_NOOP("core", "K"),
        QT_TRANSLATE_NOOP("core", "Length of the dot products"),
        QT_TRANSLATE_NOOP("core", "N"),
        QT_TRANSLATE_NOOP("core", "Columns of the weights"),
        QT_TRANSLATE_NOOP("core", "Rows"),
        QT_TRANSLATE_NOOP("core", "Rows of cells, R"),
        QT_TRANSLATE_NOOP("core", "Columns"),
        QT_TRANSLATE_NOOP("core", "Columns of cells, C"),
        QT_TRANSLATE_NOOP("core", "Stationary"),
        QT_TRANSLATE_NOOP("core", "What stays in the cells while the rest streams through them"),
        QT_TRANSLATE_NOOP("core", "Outputs"),
        QT_TRANSLATE_NOOP("core", "Weights"),
        QT_TRANSLATE_NOOP("core", "Inputs"),
        QT_TRANSLATE_NOOP("core", "Rival"),
        QT_TRANSLATE_NOOP("core", "What the TR array of term cells races against, on as many cells"),
        QT_TRANSLATE_NOOP("core", "QT term cells"),
        QT_TRANSLATE_NOOP("core", "pMAC cells"),
        QT_TRANSLATE_NOOP("core", "Step length"),
        QT_TRANSLATE_NOOP("core", "A step of term cells lasts the bound, or until its slowest cell is done"),
        QT_TRANSLATE_NOOP("core", "Provisioned"),
        QT_TRANSLATE_NOOP("core", "Adaptive"),
        QT_TRANSLATE_NOOP("core", "Operands hop"),
        QT_TRANSLATE_NOOP("core", "When operands move on to the next cell"),
        QT_TRANSLATE_NOOP("core", "Every step"),
        QT_TRANSLATE_NOOP("core", "Every clock"),
        QT_TRANSLATE_NOOP("core", "Drain"),
        QT_TRANSLATE_NOOP("core", "Charge R cycles a fold to shift results out (pMAC, outputs stationary)"),
        QT_TRANSLATE_NOOP("core", "Not charged"),
        QT_TRANSLATE_NOOP("core", "Charged"),
        // app/session/ViewState: pages
        QT_TRANSLATE_NOOP("core", "Welcome"),
        QT_TRANSLATE_NOOP("core", "Terms"),
        QT_TRANSLATE_NOOP("core", "Accuracy"),
        QT_TRANSLATE_NOOP("core", "Array"),
        // resources/Examples
        QT_TRANSLATE_NOOP("core", "Handwritten digits: a multilayer perceptron on MNIST"),
        QT_TRANSLATE_NOOP("core", "Clothes: a convolutional network on Fashion-MNIST"),
        QT_TRANSLATE_NOOP("core", "The next word: an LSTM language model on the King James Version"),
        QT_TRANSLATE_NOOP("core", "mnist_mlp.onnx (embedded)"),
        QT_TRANSLATE_NOOP("core", "10,000 held-out MNIST digits (embedded)"),
        QT_TRANSLATE_NOOP("core", "fashion_cnn.onnx (embedded)"),
        QT_TRANSLATE_NOOP("core", "2,000 Fashion-MNIST test images (embedded)"),
        QT_TRANSLATE_NOOP("core", "verses_lstm.onnx (embedded)"),
        QT_TRANSLATE_NOOP("core", "held-out chapters of the King James Version (embedded)"),
        // core/settings/Advice
        QT_TRANSLATE_NOOP(
            "core", "k = %1 keeps every term that %2 weights of %3 bits can have (at most %4): no weight changes."),
        QT_TRANSLATE_NOOP("core", "k = %1 leaves less than one term for two weights: most of them become zero."),
        QT_TRANSLATE_NOOP("core",
                          "s = %1 keeps every term that data of %2 bits can have (at most %3): no activation changes."),
        QT_TRANSLATE_NOOP("core",
                          "s·k/g = %1 is no less than what plain quantization reserves (%2): nothing is saved."),
        QT_TRANSLATE_NOOP("core", "g = 1 gives every weight the same number of terms; larger groups let the large ones "
                                  "borrow from the small."),
        // core/graph/Network: kinds of layers
        QT_TRANSLATE_NOOP("core", "linear"),
        QT_TRANSLATE_NOOP("core", "conv"),
        QT_TRANSLATE_NOOP("core", "lstm"),
        QT_TRANSLATE_NOOP("core", "gru"),
        QT_TRANSLATE_NOOP("core", "rnn"),
        // hwmodel/energy/UnitCosts
        QT_TRANSLATE_NOOP("core", "Multiply-accumulate, 8 bits"),
        QT_TRANSLATE_NOOP("core", "Term pair"),
        QT_TRANSLATE_NOOP("core", "Word of SRAM"),
        QT_TRANSLATE_NOOP("core", "Word of DRAM"),
        QT_TRANSLATE_NOOP("core", "Cell of a pMAC array"),
        QT_TRANSLATE_NOOP("core", "Cell of a tMAC array"),
        QT_TRANSLATE_NOOP("core", "Kilobyte of SRAM"),
        // hwmodel/units/OutputUnits
        QT_TRANSLATE_NOOP("core", "Binary stream converter"),
        QT_TRANSLATE_NOOP("core", "ReLU and requantizer"),
        QT_TRANSLATE_NOOP("core", "Requantizer"),
        QT_TRANSLATE_NOOP("core", "HESE encoder"),
        QT_TRANSLATE_NOOP("core", "HESE encoder (off)"),
        QT_TRANSLATE_NOOP("core", "Term comparator"),
        QT_TRANSLATE_NOOP("core", "Term comparator (off)"),
    };
    return texts;
}

} // namespace termscope
