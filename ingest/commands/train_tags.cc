#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "ingest/commands/commands.h"
#include "ingest/commands/train.h"
#include "ingest/training/tags_training.h"
#include "processors/base/status_macros.h"
#include "processors/learning/model_file.h"

namespace newsmill {
namespace {

struct TrainTagsFlags {
  std::string words;
  std::string output;
  TagsTrainingOptions training;
};

absl::Status Train(TrainTagsFlags& flags) {
  flags.training.classes = std::make_shared<const WordClasses>();
  if (!flags.words.empty()) {
    ASSIGN_OR_RETURN(auto words, ModelFile::Open(flags.words, WordClasses::kKind));
    ASSIGN_OR_RETURN(flags.training.classes, WordClasses::Load(std::move(words)));
  }
  ASSIGN_OR_RETURN(
      const ModelFileWriter model,
      TrainTags(flags.training, [](const std::string& line) { std::cerr << line << '\n'; }));
  return model.Write(flags.output);
}

}  // namespace

void AddTrainTagsCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainTagsFlags>();
  CLI::App* command = train.add_subcommand("tags", "a tagger for parts of speech");
  command
      ->add_option("CORPUS", flags->training.corpora,
                   "treebanks: CoNLL-U with the tags of the Penn Treebank; plain, gzip or zstd")
      ->required();
  command->add_option("--dev", flags->training.dev, "a treebank to judge each epoch by; repeat")
      ->allow_extra_args(false);
  command->add_option("--words", flags->words,
                      "word classes to look at, made by `newsmill train words`");
  command->add_option("-o,--output", flags->output, "the model to write")->required();
  AddChainOptions(*command, &flags->training.chain);
  command
      ->add_option("--caseless", flags->training.caseless,
                   "one in so many documents is learnt without capitals too; 0: none")
      ->capture_default_str();
  command->footer(
      "Example:\n"
      "  newsmill train tags train.conllu.gz --dev dev.conllu.gz --words words.bin -o tags.bin\n\n"
      "Exit status: 0 the model is written; 1 it could not be; 2 wrong usage or a fault in the "
      "input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Train(*flags);
    *exit_status = status.ok() ? kExitOk : absl::IsInternal(status) ? kExitFailed : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill train tags: " << status.message() << '\n';
  });
}

}  // namespace newsmill
