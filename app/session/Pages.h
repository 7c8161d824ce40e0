// The pages of the window, one row each: what session files call them, what they are called on screen and which results
// they need. What is on a page is built in app/pages/PageWidgets.
#pragma once

#include <QString>

#include <span>

namespace termscope {

/// What the worker makes for the page in sight only; every page gets the distribution, the group and the scores.
struct PageNeeds {
    bool arrays = false;        ///< the race of two arrays and the timing of the network
    bool pairs = false;         ///< how many term pairs the layer's dot products take
    bool followedGroup = false; ///< the group that the playing array is at, as it goes on
    bool nextWords = false; ///< what a language model expects after the chosen token, what the chosen image is likely
    bool layerFigures = false; ///< what every layer comes to at the settings
    bool curve = false;        ///< accuracy against cost: the page is there once the curve is
    bool study = false;        ///< nothing: its studies are started by the user
    bool settings = true;      ///< the strip of settings above it
};

struct PageInfo {
    const char* key;   ///< in session files and links
    const char* title; ///< on screen
    PageNeeds needs;
};

/// The key of the page that has nothing of the network on it.
inline constexpr const char* welcomePage = "welcome";

/// The pages in the order they are shown.
std::span<const PageInfo> pagesTable();

/// The row with this key, or nullptr.
const PageInfo* findPage(const QString& key);

/// What that page needs; of an unknown one, what every page needs.
PageNeeds needsOf(const QString& key);

} // namespace termscope
