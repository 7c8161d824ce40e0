// What lies beside images and belongs to them: files of labels and of class names, by their names.
#pragma once

#include <QStringList>

namespace termscope {

struct FoundBeside {
    QStringList labels;     ///< text files that may name a label for each picture of a folder, the likeliest first
    QStringList classNames; ///< files with a line for each class, the likeliest first
    bool ownLabels =
        false; ///< the images come with labels: a folder for each class, CIFAR, IDX labels by MNIST's names
};

/// `images`: a file or a folder. Reads names alone.
FoundBeside foundBeside(const QString& images);

} // namespace termscope
