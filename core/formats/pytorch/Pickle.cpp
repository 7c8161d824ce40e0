#include "core/formats/pytorch/Pickle.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/formats/pytorch/PickleOperation.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>

namespace termscope {
namespace {

using enum PickleOperation;

constexpr int unknownName = -1;
constexpr int anyDict = -2; ///< the number of collections.OrderedDict and defaultdict, which callers do not see

class Machine {
public:
    Machine(ByteView bytes, std::size_t start, const PickleNames& names) : bytes_(bytes), at_(start), names_(names) {}

    /// False: problem() says why.
    bool run()
    {
        const std::size_t start = at_;
        while (true) {
            began_ = at_;
            if (at_ - start > limits::pickleBytes)
                return stop(text("expected at most ", limits::pickleBytes, " bytes"));
            const auto code = take<std::uint8_t>();
            if (!code)
                return false;
            if (began_ == start && *code != Proto)
                return refuse(*code);
            if (*code == Stop)
                break;
            if (!scalar(*code))
                return false;
            if (++steps_ > limits::pickleValues)
                return stop(text("expected at most ", limits::pickleValues, " operations"));
        }
        const auto root = pop();
        if (!root || !stack_.empty() || !marks_.empty())
            return stop("expected one value at its end");
        pickle.root = *root;
        pickle.end = at_;
        return true;
    }

    const std::string& problem() const { return problem_; }

    Pickle pickle;

private:
    bool stop(const std::string& sentence)
    {
        if (problem_.empty())
            problem_ = text(sentence, " (at byte ", began_, ")");
        return false;
    }

    bool refuse(unsigned code)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        return stop(text("expected a pickle of protocol 2 to 5 with values and containers, found the operation 0x",
                         digits[code >> 4], digits[code & 0xF]));
    }

    template <class T>
    std::optional<T> take()
    {
        const auto bytes = takeBytes(sizeof(T));
        return bytes ? std::optional(loadLittleEndian<T>(reinterpret_cast<const std::byte*>(bytes->data())))
                     : std::nullopt;
    }

    std::optional<std::string_view> takeBytes(std::uint64_t count)
    {
        if (count > bytes_.size() - at_) {
            stop(text("expected ", count, count == 1 ? " byte" : " bytes", " more, found ", bytes_.size() - at_));
            return std::nullopt;
        }
        const char* const first = reinterpret_cast<const char*>(bytes_.data()) + at_;
        at_ += count;
        return std::string_view(first, count);
    }

    std::optional<std::string_view> takeLine()
    {
        const char* const first = reinterpret_cast<const char*>(bytes_.data()) + at_;
        const std::string_view rest(first, bytes_.size() - at_);
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) {
            stop("expected a line that ends");
            return std::nullopt;
        }
        at_ += end + 1;
        return rest.substr(0, end);
    }

    bool push(PickleValue value)
    {
        stack_.push_back(value);
        return true;
    }
    bool pushWhole(std::int64_t whole) { return push({PickleKind::Whole, whole, 0.0, {}, nullptr}); }
    bool pushTruth(bool truth) { return push({PickleKind::Truth, truth ? 1 : 0, 0.0, {}, nullptr}); }
    bool pushItems(PickleKind kind, std::vector<PickleValue> items, std::int64_t number = 0)
    {
        pickle.containers.push_back(std::move(items));
        return push({kind, number, 0.0, {}, &pickle.containers.back()});
    }

    /// Values above the newest mark.
    std::size_t above() const { return stack_.size() - (marks_.empty() ? 0 : marks_.back()); }

    std::optional<PickleValue> pop()
    {
        if (above() == 0) {
            stop("expected a value to take, found none");
            return std::nullopt;
        }
        const PickleValue value = stack_.back();
        stack_.pop_back();
        return value;
    }

    /// The newest values, oldest first; all above the newest mark, and the mark with them, where no count is given.
    std::optional<std::vector<PickleValue>> popMany(std::optional<std::size_t> count = {})
    {
        if (!count && marks_.empty()) {
            stop("expected a mark, found none");
            return std::nullopt;
        }
        const std::size_t taken = count.value_or(above());
        if (taken > above()) {
            stop(text("expected ", taken, " values to take, found ", above()));
            return std::nullopt;
        }
        std::vector<PickleValue> values(stack_.end() - static_cast<std::ptrdiff_t>(taken), stack_.end());
        stack_.resize(stack_.size() - taken);
        if (!count)
            marks_.pop_back();
        return values;
    }

    bool scalar(unsigned code)
    {
        switch (code) {
        case Proto: {
            const auto version = take<std::uint8_t>();
            return version
                   && ((*version >= 2 && *version <= 5) || stop(text("expected protocol 2 to 5, found ", +*version)));
        }
        case Frame: return take<std::uint64_t>().has_value(); // how much to buffer
        case None: return push({});
        case NewTrue: return pushTruth(true);
        case NewFalse: return pushTruth(false);
        case BinInt: return whole<std::uint32_t>([](std::uint32_t bits) { return static_cast<std::int32_t>(bits); });
        case BinInt1: return whole<std::uint8_t>([](std::uint8_t bits) { return bits; });
        case BinInt2: return whole<std::uint16_t>([](std::uint16_t bits) { return bits; });
        case Long1: return longWhole(take<std::uint8_t>());
        case Long4: return longWhole(take<std::uint32_t>());
        case BinFloat: {
            const auto bytes = takeBytes(8);
            if (!bytes)
                return false;
            const auto bits = loadBigEndian<std::uint64_t>(reinterpret_cast<const std::byte*>(bytes->data()));
            return push({PickleKind::Fraction, 0, std::bit_cast<double>(bits), {}, nullptr});
        }
        case ShortBinUnicode:
        case ShortBinString: return characters(PickleKind::Text, take<std::uint8_t>());
        case BinUnicode:
        case BinString: return characters(PickleKind::Text, take<std::uint32_t>());
        case BinUnicode8: return characters(PickleKind::Text, take<std::uint64_t>());
        case ShortBinBytes: return characters(PickleKind::Raw, take<std::uint8_t>());
        case BinBytes: return characters(PickleKind::Raw, take<std::uint32_t>());
        case BinBytes8:
        case ByteArray8: return characters(PickleKind::Raw, take<std::uint64_t>());
        default: return container(code);
        }
    }

    template <class Bits, class Convert>
    bool whole(Convert convert)
    {
        const auto bits = take<Bits>();
        return bits && pushWhole(convert(*bits));
    }

    template <class Length>
    bool longWhole(std::optional<Length> length)
    {
        const auto bytes = length ? takeBytes(*length) : std::nullopt;
        if (!bytes)
            return false;
        if (bytes->size() > 8)
            return push({PickleKind::Raw, 0, 0.0, *bytes, nullptr});
        const bool negative = !bytes->empty() && (static_cast<unsigned char>(bytes->back()) & 0x80) != 0;
        std::uint64_t bits = negative ? ~std::uint64_t{0} : 0;
        for (std::size_t i = bytes->size(); i-- > 0;)
            bits = bits << 8 | static_cast<unsigned char>((*bytes)[i]);
        return pushWhole(static_cast<std::int64_t>(bits));
    }

    template <class Length>
    bool characters(PickleKind kind, std::optional<Length> length)
    {
        const auto bytes = length ? takeBytes(*length) : std::nullopt;
        return bytes && push({kind, 0, 0.0, *bytes, nullptr});
    }

    bool container(unsigned code)
    {
        switch (code) {
        case Mark: marks_.push_back(stack_.size()); return true;
        case Pop: return drop();
        case PopMark: return popMany().has_value();
        case EmptySet: return pushItems(PickleKind::List, {});
        case AddItems: return extend(PickleKind::List, popMany());
        case FrozenSet: return frozen(popMany());
        case EmptyTuple: return pushItems(PickleKind::Tuple, {});
        case EmptyList: return pushItems(PickleKind::List, {});
        case EmptyDict: return pushItems(PickleKind::Dict, {});
        case Tuple: return tuple(std::nullopt);
        case Tuple1: return tuple(1);
        case Tuple2: return tuple(2);
        case Tuple3: return tuple(3);
        case Append: return extend(PickleKind::List, popMany(1));
        case Appends: return extend(PickleKind::List, popMany());
        case SetItem: return extend(PickleKind::Dict, popMany(2));
        case SetItems: return extend(PickleKind::Dict, popMany());
        case Dup: return above() > 0 ? push(stack_.back()) : stop("expected a value to take, found none");
        case BinGet: return recall(take<std::uint8_t>());
        case LongBinGet: return recall(take<std::uint32_t>());
        case BinPut: return remember(take<std::uint8_t>());
        case LongBinPut: return remember(take<std::uint32_t>());
        case Memoize: return remember(std::optional(static_cast<std::uint32_t>(memo_.size())));
        default: return named(code);
        }
    }

    bool drop()
    {
        if (above() == 0 && !marks_.empty())
            return popMany().has_value();
        return pop().has_value();
    }

    bool frozen(std::optional<std::vector<PickleValue>> items)
    {
        return items && pushItems(PickleKind::List, std::move(*items));
    }

    bool tuple(std::optional<std::size_t> count)
    {
        auto items = popMany(count);
        return items && pushItems(PickleKind::Tuple, std::move(*items));
    }

    bool extend(PickleKind kind, std::optional<std::vector<PickleValue>> items)
    {
        if (!items)
            return false;
        if (above() > 0 && stack_.back().kind == PickleKind::Call)
            return true; // an object that is also a list or dict: of no use without its class
        if (above() == 0 || stack_.back().kind != kind)
            return stop(kind == PickleKind::Dict ? "expected a dict to add to" : "expected a list to add to");
        if (kind == PickleKind::Dict && items->size() % 2 != 0)
            return stop("expected keys and values in pairs");
        std::vector<PickleValue>& all = *stack_.back().items;
        all.insert(all.end(), items->begin(), items->end());
        return true;
    }

    template <class Index>
    bool recall(std::optional<Index> index)
    {
        if (!index)
            return false;
        const auto found = memo_.find(*index);
        return found == memo_.end() ? stop(text("expected a value that was kept, found number ", +*index))
                                    : push(found->second);
    }

    template <class Index>
    bool remember(std::optional<Index> index)
    {
        if (!index)
            return false;
        if (above() == 0)
            return stop("expected a value to keep, found none");
        memo_[*index] = stack_.back();
        return true;
    }

    bool named(unsigned code)
    {
        switch (code) {
        case Global: {
            const auto module = takeLine();
            const auto name = module ? takeLine() : std::nullopt;
            return name && pushName(*module, *name);
        }
        case StackGlobal: {
            const auto parts = popMany(2);
            if (!parts)
                return false;
            const PickleValue& module = (*parts)[0];
            const PickleValue& name = (*parts)[1];
            if (module.kind != PickleKind::Text || name.kind != PickleKind::Text)
                return stop("expected the name of a class as two texts");
            return pushName(module.text, name.text);
        }
        case Reduce:
        case NewObject: return call(popMany(2));
        case NewObjectWithKeys: return call(popMany(3));
        case Build: return build();
        case BinPersId: {
            const auto id = pop();
            return id && pushItems(PickleKind::Persistent, {*id});
        }
        default: return refuse(code);
        }
    }

    bool pushName(std::string_view module, std::string_view name)
    {
        const bool dict = module == "collections" && (name == "OrderedDict" || name == "defaultdict");
        const int number = dict ? anyDict : std::max(names_(module, name), unknownName);
        constexpr std::size_t longest = 100;
        const auto known = pickle.names.insert(text(module.substr(0, longest), ".", name.substr(0, longest))).first;
        return push({PickleKind::Name, number, 0.0, *known, nullptr});
    }

    /// The callee, a tuple of arguments, and perhaps a dict of them.
    bool call(std::optional<std::vector<PickleValue>> parts)
    {
        if (!parts)
            return false;
        const PickleValue& callee = (*parts)[0];
        const PickleValue& arguments = (*parts)[1];
        const bool callable = callee.kind == PickleKind::Name || callee.kind == PickleKind::Call;
        if (!callable || arguments.kind != PickleKind::Tuple)
            return stop("expected a call of a name with a tuple of arguments");
        const bool named = callee.kind == PickleKind::Name; // what a call gives is called: nothing is known of it
        if (named && callee.whole == anyDict)
            return pushItems(PickleKind::Dict, {});
        // The tuple itself: copies of a long one would add up.
        return push({PickleKind::Call, named ? callee.whole : unknownName, 0.0, callee.text, arguments.items});
    }

    /// Attributes of a dict, as state_dict() gives its own (_metadata), hold no weights. Those of an object come behind
    /// what it was made with.
    bool build()
    {
        const auto state = pop();
        if (!state)
            return false;
        const PickleKind kind = above() > 0 ? stack_.back().kind : PickleKind::None;
        if (kind == PickleKind::Call)
            stack_.back().items->push_back(*state);
        return kind == PickleKind::Call || kind == PickleKind::Dict
               || stop("expected attributes of a dict or an object");
    }

    ByteView bytes_;
    std::size_t at_ = 0;
    std::size_t began_ = 0; // of the operation that is being read
    std::size_t steps_ = 0;
    const PickleNames& names_;
    std::vector<PickleValue> stack_;
    std::vector<std::size_t> marks_; // how many values are below
    std::unordered_map<std::uint64_t, PickleValue> memo_;
    std::string problem_;
};

} // namespace

Result<Pickle> parsePickle(ByteView bytes, std::size_t start, const PickleNames& names, const std::string& file,
                           const std::string& part)
{
    Machine machine(bytes, start, names);
    if (!machine.run())
        return fail(file, ": ", part, ": ", machine.problem());
    return std::move(machine.pickle);
}

} // namespace termscope
