// Opens what a user names: by menu, drop, argument, recent files, session or link. Reads files, so it belongs on a
// worker thread; nothing here touches widgets or the session.
#pragma once

#include "app/session/ViewFields.h"
#include "core/base/Progress.h"
#include "resources/Examples.h"

namespace termscope {

/// The embedded example that stands in for what is not named. Range: `files.example` is empty or one of them.
const embedded::Example& exampleOf(const OpenFiles& files);

/// The file of class names that the user gave, or that of ImageNet's classes where it stands beside a folder of images.
QString classNamesOf(const OpenFiles& files);

/// Where no path is named, the example's.
Result<NetworkPtr> openNetworkFile(const OpenFiles& files);
/// In memory. `progress`: of the decoding. Null where the example has text in place of images. A folder of images whose
/// classes have no names takes those of a file synset_words.txt beside it. `network`: that the images are for, so that
/// its input decides in which order they lie; may be null.
Result<DatasetPtr> openDatasetFile(const OpenFiles& files, const Progress& progress = {},
                                   const Network* network = nullptr);
/// The same, but pictures that have to be decoded or resized are not yet: see BatchReader.
Result<DatasetPtr> listDatasetFile(const OpenFiles& files, const Network* network = nullptr);
/// Whether a user should be asked how images are meant before they are opened: a folder; no labels; not what the
/// network takes; colours, of which nobody has said how they are preprocessed. `dataset`: of `files`.
bool needsQuestions(const OpenFiles& files, const Dataset& dataset, const Network* network);
/// Null where neither the files nor the example have a text. Errors: those of readTokens.
Result<OpenTextPtr> openTextFile(const OpenFiles& files);

/// A saved view with its files open, ready for Session::restore.
struct OpenedView {
    OpenFiles files;
    NetworkPtr network;
    DatasetPtr dataset; ///< null: none
    OpenTextPtr text;   ///< null: none
    ViewState view;
};

/// Opens the files and finds the layer, group and image. On an error nothing is half open.
Result<OpenedView> openView(const SavedView& saved, const Progress& progress = {});

enum class OpenKind { Network, Dataset, Text, View, Lesson };

/// What a path or link is, by its contents.
struct OpenRequest {
    OpenKind kind = OpenKind::Network;
    QString path;    ///< absolute; empty for a link
    ParsedView view; ///< of a session file or link
};

/// Decides what a path or a link is, by its contents; a lesson by its name, which ends with .md. A file that is none of
/// them goes as a network, whose reader says what it found.
/// `network`: that is open, whose inputs an npz file may hold arrays for; may be null.
/// Errors: no such file, a folder, a bad session or link.
Result<OpenRequest> classify(const QString& pathOrLink, const Network* network = nullptr);

} // namespace termscope
