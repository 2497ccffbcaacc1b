#ifndef NEWSMILL_INGEST_TRAINING_CLUSTER_SCORES_H_
#define NEWSMILL_INGEST_TRAINING_CLUSTER_SCORES_H_

#include <cstdint>
#include <vector>

namespace newsmill {

// What a measure counts among what was found and among what is marked; the two may differ.
struct LinkCounts {
  double hits_found = 0;
  double found = 0;
  double hits_marked = 0;
  double marked = 0;

  double precision() const { return found == 0 ? 0 : hits_found / found; }
  double recall() const { return marked == 0 ? 0 : hits_marked / marked; }
  double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
  void Add(const LinkCounts& other);
};

// Clusters of mentions, each mention a number that marked and found ones share.
using Clusters = std::vector<std::vector<uint32_t>>;

// The measures of the CoNLL shared tasks on coreference: links (MUC), mentions (B3), and the best
// pairing of clusters (entity CEAF). No mention may be in two clusters of one side.
LinkCounts ScoreMuc(const Clusters& marked, const Clusters& found);
LinkCounts ScoreB3(const Clusters& marked, const Clusters& found);
LinkCounts ScoreCeaf(const Clusters& marked, const Clusters& found);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_CLUSTER_SCORES_H_
