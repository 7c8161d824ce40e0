// The progress of what is being read, evaluated and swept, for the status bar.
#pragma once

namespace termscope {

class FileActions;
class ProgressPanel;
class Workbench;

/// Its stop button stops the job that is shown. Both outlive the panel's jobs.
ProgressPanel* newJobProgress(FileActions& files, Workbench& workbench);

} // namespace termscope
