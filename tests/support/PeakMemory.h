// How much memory this process took at most.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace termscope {

/// Most memory that the process had at once since resetPeak(), in bytes: VmHWM, mapped pages that were touched among
/// it.
inline std::int64_t peak()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stoll(line.substr(6)) * 1024;
    return 0;
}

/// False where the system does not let it.
inline bool resetPeak()
{
    std::ofstream refs("/proc/self/clear_refs");
    refs << "5" << std::flush;
    return refs.good();
}

} // namespace termscope
