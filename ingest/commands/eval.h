#ifndef NEWSMILL_INGEST_COMMANDS_EVAL_H_
#define NEWSMILL_INGEST_COMMANDS_EVAL_H_

namespace CLI {
class App;
}

namespace newsmill {

// Each adds one kind of table to `eval`, the command; as in commands.h.
void AddEvalNamesCommand(CLI::App& eval, int* exit_status);
void AddEvalClaimsCommand(CLI::App& eval, int* exit_status);
void AddEvalCorefCommand(CLI::App& eval, int* exit_status);
void AddEvalTagsCommand(CLI::App& eval, int* exit_status);
void AddEvalTextCommand(CLI::App& eval, int* exit_status);
void AddEvalWorthinessCommand(CLI::App& eval, int* exit_status);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_EVAL_H_
