// Float32 values in memory, or where a mapped file has them.
#pragma once

#include "core/base/FloatRecycler.h"
#include "core/files/FloatBytes.h"
#include "core/files/MappedFile.h"
#include "core/files/StoredFloats.h"

#include <algorithm>

namespace termscope {

/// Values that several may read and nobody changes: a copy shares them. Thread-safe as any constant. Where a file has
/// them in another form than float32, they are converted when they are read: by visitParts() and part() a few at a
/// time, by loaded() for as long as the caller keeps them, by all else once and for good.
class SharedFloats {
public:
    SharedFloats() = default;
    SharedFloats(std::vector<float> values);
    SharedFloats(std::initializer_list<float> values) : SharedFloats(std::vector<float>(values)) {}
    /// `owner` keeps the values; `file`: where they lie, if it is in a file.
    SharedFloats(std::span<const float> values, std::shared_ptr<const void> owner, MappedFilePtr file = nullptr)
        : values_(values), size_(values.size()), owner_(std::move(owner)), file_(std::move(file))
    {
    }
    explicit SharedFloats(StoredFloatsPtr stored) : size_(stored->size()), stored_(std::move(stored)) {}

    const float* data() const { return stored_ ? stored_->all().data() + first_ : values_.data(); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const float* begin() const { return data(); }
    const float* end() const { return data() + size(); }
    const float& operator[](std::size_t index) const { return data()[index]; }
    std::vector<float> toVector() const;
    SharedFloats part(std::size_t first, std::size_t count) const;
    /// The same values as float32 in memory or in the mapped file, so that reading them is free.
    SharedFloats loaded() const { return stored_ ? SharedFloats(toVector()) : *this; }
    /// The mapped file that has the values as they are; null for those in memory or in another form.
    const MappedFilePtr& file() const { return file_; }

    /// visit(values) for parts of some megabytes, in order; the memory of a mapped part is let go of after it.
    template <class Visit>
    void visitParts(Visit visit) const
    {
        constexpr std::size_t part = std::size_t{1} << 20;
        std::vector<float> converted(stored_ ? std::min(part, size()) : 0);
        for (std::size_t first = 0; first < size(); first += part) {
            const std::size_t count = std::min(part, size() - first);
            if (stored_) {
                stored_->read(first_ + first, std::span(converted).first(count));
                visit(std::span<const float>(converted).first(count));
                continue;
            }
            const std::span<const float> values = values_.subspan(first, count);
            visit(values);
            release(values);
        }
    }
    /// Lets go of the memory that these values take, until they are read again. Nothing for values in memory.
    void release(std::span<const float> values) const
    {
        if (file_)
            file_->release(values.data(), values.size_bytes());
    }
    void release() const { release(values_); }

    friend bool operator==(const SharedFloats& a, const SharedFloats& b) { return std::ranges::equal(a, b); }

private:
    std::span<const float> values_; // empty where they are stored otherwise
    std::size_t size_ = 0;
    std::shared_ptr<const void> owner_;
    MappedFilePtr file_;
    StoredFloatsPtr stored_;
    std::size_t first_ = 0; // of the stored ones
};

/// Values of one owner, who may change them; or shared ones, to be read. A copy has values of its own.
class FloatBuffer {
public:
    FloatBuffer() = default;
    FloatBuffer(std::vector<float> values) { own(std::move(values)); }
    FloatBuffer(std::initializer_list<float> values) : FloatBuffer(std::vector<float>(values)) {}
    FloatBuffer(SharedFloats values)
    {
        if (!values.empty())
            shared_ = std::move(values);
        view_ = {shared_.begin(), shared_.size()};
    }
    FloatBuffer(const FloatBuffer& other)
    {
        becomeAny(other.size());
        std::copy(other.begin(), other.end(), own_.data());
    }
    FloatBuffer(FloatBuffer&& other) noexcept
        : own_(std::move(other.own_)), shared_(std::move(other.shared_)), view_(std::exchange(other.view_, {}))
    {
        other.shared_ = {};
    }
    FloatBuffer& operator=(FloatBuffer other) noexcept
    {
        std::swap(own_, other.own_);
        std::swap(shared_, other.shared_);
        std::swap(view_, other.view_);
        return *this;
    }
    ~FloatBuffer() { FloatRecycler::giveUp(std::move(own_)); }

    const float* data() const { return view_.data(); }
    std::size_t size() const { return view_.size(); }
    bool empty() const { return view_.empty(); }
    const float* begin() const { return view_.data(); }
    const float* end() const { return view_.data() + view_.size(); }
    const float& operator[](std::size_t index) const { return view_[index]; }
    std::vector<float> toVector() const { return {begin(), end()}; }

    /// True: the values may only be read. What follows is for a buffer that owns its values.
    bool isShared() const { return !shared_.empty(); }
    /// The shared values; empty for a buffer that owns its values.
    const SharedFloats& shared() const { return shared_; }

    float* data() { return own_.data(); }
    float* begin() { return own_.data(); }
    float* end() { return own_.data() + (isShared() ? 0 : view_.size()); }
    float& operator[](std::size_t index) { return own_.data()[index]; }
    void resize(std::size_t count, float value = 0.0F)
    {
        change([&](std::vector<float>& values) { values.resize(count, value); });
    }
    /// `count` numbers of any value in place of what is there, in memory that a run has at hand
    /// (base/FloatRecycler.h).
    void becomeAny(std::size_t count)
    {
        own_ = FloatRecycler::any(count);
        shared_ = {};
        view_ = {own_.data(), count};
    }
    void assign(std::size_t count, float value) { own(std::vector<float>(count, value)); }
    template <class Iterator>
    void assign(Iterator first, Iterator last)
    {
        own(std::vector<float>(first, last));
    }
    void push_back(float value)
    {
        change([value](std::vector<float>& values) { values.push_back(value); });
    }
    void clear() { *this = {}; }

    friend bool operator==(const FloatBuffer& a, const FloatBuffer& b) { return std::ranges::equal(a.view_, b.view_); }

private:
    void own(std::vector<float> values)
    {
        own_ = std::move(values);
        shared_ = {};
        view_ = {own_.data(), own_.size()};
    }
    template <class Change>
    void change(Change change)
    {
        const std::size_t count = view_.size();
        std::vector<float> values = isShared() ? toVector() : std::exchange(own_, {}).toVector(count);
        view_ = {};
        change(values);
        own(std::move(values));
    }

    FloatRoom own_; ///< may have room for more than there is
    SharedFloats shared_;
    std::span<const float> view_; // of either, so that reading asks nothing
};

/// A buffer of values that the caller writes all: unlike a vector, it is not filled with zeros first.
std::shared_ptr<float[]> unsetFloats(std::size_t count);

/// All numbers of `source` (a multiple of byteSize) as float32: where the mapped file has them, if they are many and
/// lie there as this machine reads them (little-endian float32 at a multiple of four bytes); else converted, a few
/// megabytes at a time. Uses all cores.
SharedFloats sharedFloats(const FileBytes& source, FloatType type, bool bigEndian = false);

/// The same for readers of weights that may outgrow memory: many numbers of a mapped file stay there in any form, and
/// are converted whenever they are read.
SharedFloats storedFloats(const FileBytes& source, const NumberForm& form);

} // namespace termscope
