#ifndef NEWSMILL_INGEST_COMMANDS_TRAIN_H_
#define NEWSMILL_INGEST_COMMANDS_TRAIN_H_

#include "processors/learning/linear_chain_trainer.h"

namespace CLI {
class App;
}

namespace newsmill {

// The flags of everything that trains a LinearChain; `chain` has the defaults and must outlive
// `command`.
void AddChainOptions(CLI::App& command, ChainTrainingOptions* chain);

// Each adds one kind of model to `train`, the command; as in commands.h.
void AddTrainClaimsCommand(CLI::App& train, int* exit_status);
void AddTrainCorefCommand(CLI::App& train, int* exit_status);
void AddTrainNamesCommand(CLI::App& train, int* exit_status);
void AddTrainWordsCommand(CLI::App& train, int* exit_status);
void AddTrainTagsCommand(CLI::App& train, int* exit_status);
void AddTrainWorthinessCommand(CLI::App& train, int* exit_status);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_TRAIN_H_
