#ifndef NEWSMILL_INGEST_COMMANDS_COMMANDS_H_
#define NEWSMILL_INGEST_COMMANDS_COMMANDS_H_

#include <string>

namespace CLI {
class App;
}

namespace newsmill {

// Exit statuses of every subcommand; --help states them.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;        // the message on standard error says why
inline constexpr int kExitUsage = 2;         // bad flags, configuration or unreadable input file
inline constexpr int kExitDeadLettered = 3;  // annotate: done, but some could not be processed

// Each adds one subcommand to `app`; when it was chosen and has run, *exit_status is its status.
void AddAnnotateCommand(CLI::App& app, int* exit_status);
void AddCheckCommand(CLI::App& app, int* exit_status);
void AddDemoCommand(CLI::App& app, int* exit_status);
void AddDlqCommand(CLI::App& app, int* exit_status);
void AddEvalCommand(CLI::App& app, int* exit_status);
void AddKbCommand(CLI::App& app, int* exit_status);
void AddProduceCommand(CLI::App& app, int* exit_status);
void AddRunCommand(CLI::App& app, int* exit_status);
void AddSearchCommand(CLI::App& app, int* exit_status);
void AddTrainCommand(CLI::App& app, int* exit_status);

// What `newsmill --version` prints: version, commit, build type, library versions.
std::string VersionText();
// "newsmill 0.1.0 (abc123)": provenance.build of every record.
std::string BuildName();

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_COMMANDS_H_
