#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/train.h"
#include "ingest/training/names_training.h"
#include "processors/base/status_macros.h"
#include "processors/learning/model_file.h"

namespace newsmill {
namespace {

struct TrainNamesFlags {
  std::vector<std::string> corpora;
  std::vector<std::string> dev;
  std::string lists;
  std::string words;
  std::string output;
  NamesTrainingOptions training;
};

absl::Status ParseCorpora(const std::vector<std::string>& texts, std::vector<NameCorpus>* corpora) {
  for (const std::string& text : texts) {
    ASSIGN_OR_RETURN(NameCorpus corpus, NameCorpus::Parse(text));
    corpora->push_back(std::move(corpus));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadLists(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (!in || !(bytes << in.rdbuf())) {
    return absl::NotFoundError(path + ": cannot be read, or is empty");
  }
  return bytes.str();
}

absl::Status Train(TrainNamesFlags& flags) {
  NamesTrainingOptions& options = flags.training;
  RETURN_IF_ERROR(ParseCorpora(flags.corpora, &options.corpora));
  RETURN_IF_ERROR(ParseCorpora(flags.dev, &options.dev));
  ASSIGN_OR_RETURN(options.lists, ReadLists(flags.lists));
  ASSIGN_OR_RETURN(auto words, ModelFile::Open(flags.words, WordClasses::kKind));
  ASSIGN_OR_RETURN(options.classes, WordClasses::Load(std::move(words)));
  ASSIGN_OR_RETURN(const ModelFileWriter model,
                   TrainNames(options, [](const std::string& line) { std::cerr << line << '\n'; }));
  return model.Write(flags.output);
}

}  // namespace

void AddTrainNamesCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainNamesFlags>();
  CLI::App* command = train.add_subcommand("names", "a tagger for persons, organisations, places");
  command
      ->add_option("CORPUS", flags->corpora,
                   "PATH[,complete=PER+ORG+LOC][,weight=0.5]: lines {\"text\", \"entities\": "
                   "[{\"start\", \"end\", \"type\"}]}; `complete` names the types of which every "
                   "name is marked")
      ->required();
  command->add_option("--dev", flags->dev, "a corpus to judge each epoch by; repeat")
      ->allow_extra_args(false);
  command->add_option("--lists", flags->lists, "known names: lines `list TAB name`")->required();
  command->add_option("--words", flags->words, "word classes, made by `newsmill train words`")
      ->required();
  command->add_option("-o,--output", flags->output, "the model to write")->required();
  AddChainOptions(*command, &flags->training.chain);
  command
      ->add_option("--caseless", flags->training.caseless,
                   "one in so many texts is learnt without capitals too; 0: none")
      ->capture_default_str();
  command
      ->add_option(
          "--held-out", flags->training.held_out,
          "one in so many texts is not learnt: it shows how sure the model may be; 0: none")
      ->capture_default_str();
  command->footer(
      "Example:\n"
      "  newsmill train names news.jsonl web.jsonl.gz,complete=PER+ORG+LOC --dev dev.jsonl \\\n"
      "      --lists lists.tsv --words words.bin -o names.bin\n\n"
      "Exit status: 0 the model is written; 1 it could not be; 2 wrong usage or a fault in the "
      "input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Train(*flags);
    *exit_status = status.ok() ? kExitOk : absl::IsInternal(status) ? kExitFailed : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill train names: " << status.message() << '\n';
  });
}

}  // namespace newsmill
