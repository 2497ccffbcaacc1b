#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/train.h"
#include "ingest/training/claims_training.h"
#include "processors/base/status_macros.h"
#include "processors/learning/model_file.h"

namespace newsmill {
namespace {

struct TrainClaimsFlags {
  std::vector<std::string> corpora;
  std::vector<std::string> trust_only;
  std::vector<std::string> dev;
  std::string words;
  std::string output;
  ClaimsTrainingOptions training;
};

absl::Status ParseCorpora(const std::vector<std::string>& texts,
                          std::vector<AttributionCorpus>* corpora) {
  for (const std::string& text : texts) {
    ASSIGN_OR_RETURN(AttributionCorpus corpus, AttributionCorpus::Parse(text));
    corpora->push_back(std::move(corpus));
  }
  return absl::OkStatus();
}

absl::Status Train(TrainClaimsFlags& flags) {
  ClaimsTrainingOptions& options = flags.training;
  RETURN_IF_ERROR(ParseCorpora(flags.corpora, &options.corpora));
  RETURN_IF_ERROR(ParseCorpora(flags.trust_only, &options.trust_only));
  RETURN_IF_ERROR(ParseCorpora(flags.dev, &options.dev));
  ASSIGN_OR_RETURN(auto words, ModelFile::Open(flags.words, WordClasses::kKind));
  ASSIGN_OR_RETURN(options.classes, WordClasses::Load(std::move(words)));
  ASSIGN_OR_RETURN(const ModelFileWriter model, TrainClaims(options, [](const std::string& line) {
                     std::cerr << line << '\n';
                   }));
  return model.Write(flags.output);
}

void AddOfCueOptions(CLI::App& command, ChainTrainingOptions* chain) {
  command.add_option("--cue-epochs", chain->epochs, "as --epochs, for the chain of one cue")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command.add_option("--cue-step", chain->step, "as --step")->capture_default_str();
  command.add_option("--cue-c", chain->c, "as --c")->capture_default_str();
  command.add_option("--cue-min-count", chain->min_count, "as --min-count")->capture_default_str();
  command.add_option("--cue-prune", chain->prune, "as --prune")->capture_default_str();
  command.add_option("--cue-dropout", chain->dropout, "as --dropout")->capture_default_str();
  command.add_option("--cue-average-from", chain->average_from, "as --average-from")
      ->capture_default_str();
}

}  // namespace

void AddTrainClaimsCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainClaimsFlags>();
  flags->training.parts.step = 0.001;
  flags->training.parts.epochs = 10;
  flags->training.parts.c = 1;
  flags->training.of_cue.step = 0.001;
  flags->training.of_cue.epochs = 4;
  flags->training.of_cue.c = 1;
  CLI::App* command = train.add_subcommand("claims", "a tagger for who said what");
  command
      ->add_option("CORPUS", flags->corpora,
                   "PATH[,weight=0.5]: lines {\"text\", \"attributions\": [{\"source\", \"cue\", "
                   "\"content\": [{\"start\", \"end\"}], \"kind\", \"speech\"}]}")
      ->required();
  command
      ->add_option("--trust-only", flags->trust_only,
                   "a corpus that only teaches how far to trust what was found; repeat")
      ->allow_extra_args(false);
  command->add_option("--dev", flags->dev, "a corpus to judge each epoch by; repeat")
      ->allow_extra_args(false);
  command->add_option("--words", flags->words, "word classes, made by `newsmill train words`")
      ->required();
  command->add_option("-o,--output", flags->output, "the model to write")->required();
  command
      ->add_option("--folds", flags->training.folds,
                   "parts of the corpora that are labelled by a model of the others")
      ->capture_default_str()
      ->check(CLI::Range(2, 100));
  command->add_flag("--speech-only", flags->training.speech_only,
                    "leave out attributions of thoughts and attitudes");
  AddChainOptions(*command, &flags->training.parts);
  AddOfCueOptions(*command, &flags->training.of_cue);
  command->footer(
      "Example:\n"
      "  newsmill train claims news.jsonl --dev dev.jsonl --words words.bin -o claims.bin\n\n"
      "Exit status: 0 the model is written; 1 it could not be; 2 wrong usage or a fault in the "
      "input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Train(*flags);
    *exit_status = status.ok() ? kExitOk : absl::IsInternal(status) ? kExitFailed : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill train claims: " << status.message() << '\n';
  });
}

}  // namespace newsmill
