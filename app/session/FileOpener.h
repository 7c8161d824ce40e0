// Opens what a user names: by menu, drop, argument, recent files, session or link. Reads files, so it belongs on a worker
// thread; nothing here touches widgets or the session.
#pragma once

#include "app/session/ViewFields.h"

namespace termscope {

/// The paths are empty, and the embedded files opened, where nothing was named.
Result<NetworkPtr> openNetworkFile(const QString& path);
Result<DatasetPtr> openDatasetFile(const QString& images, const QString& labels = {});

/// A saved view with its files open, ready for Session::restore.
struct OpenedView {
    OpenFiles files;
    NetworkPtr network;
    DatasetPtr dataset;
    ViewState view;
};

/// Opens the files and finds the layer, group and image. On an error nothing is half open.
Result<OpenedView> openView(const SavedView& saved);

enum class OpenKind { Network, Dataset, View };

/// What a path or link is, by its contents.
struct OpenRequest {
    OpenKind kind = OpenKind::Network;
    QString path;    ///< absolute; empty for a link
    ParsedView view; ///< of a session file or link
};

/// Decides what a path or a link is. A file that is none of them goes as a network, whose reader says what it found.
/// Errors: no such file, a folder, a bad session or link.
Result<OpenRequest> classify(const QString& pathOrLink);

} // namespace termscope
