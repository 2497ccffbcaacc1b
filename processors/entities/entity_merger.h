#ifndef NEWSMILL_PROCESSORS_ENTITIES_ENTITY_MERGER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_ENTITY_MERGER_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "processors/base/document.h"
#include "processors/entities/candidate.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/hash_index.h"

namespace newsmill {

// Makes entities of candidate names: equal names, gazetteer synonyms ("U.S."), surnames and first
// names of persons named in full, acronyms and short names of organisations become one entity
// each; its type is what all its mentions together speak for. Near-linear in the candidates. Holds
// scratch: one instance a thread.
class EntityMerger {
 public:
  // `gazetteer` must outlive the merger.
  explicit EntityMerger(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  // Fills doc.entities and doc.mentions from `candidates` (of both fields, each in text order).
  // Entities less sure than `min_confidence` (0..1) are left out. Names that cannot be a view of
  // the text are copied to `arena`.
  void Merge(std::span<const Candidate> candidates, float min_confidence, Document& doc,
             Arena& arena);

 private:
  // All candidates with the same words, but for those that are surely of another type: "Cleveland",
  // the town, and the team.
  struct Name {
    uint64_t key = 0;
    uint32_t first_part = 0;  // range in parts_: the hashes of its words
    uint32_t end_part = 0;
    uint32_t best = 0;  // the candidate that shows it best
    int32_t parent = -1;
    int32_t entry = -1;
    int32_t sure_type = -1;  // that some candidate surely has
    uint32_t count = 0;
    uint64_t acronym = 0;  // hash of its initials
    bool acronym_shape = false;
    TypeScores scores{};

    uint32_t size() const { return end_part - first_part; }
  };

  void CollectNames(std::span<const Candidate> candidates, const Document& doc);
  void ReadParts(const Candidate& candidate, const Document& doc, Name* name);
  int32_t FindSame(uint64_t key, int32_t type, bool sure) const;
  uint64_t FoldedHash(std::string_view word);
  void IndexNames();
  void LinkAliases(std::span<const Candidate> candidates);
  int32_t FindFullName(uint32_t name) const;
  bool IsTail(const Name& tail, const Name& full) const;
  bool IsHead(const Name& head, const Name& full) const;
  bool MayBe(const Name& alias, const Name& full, EntityType type) const;
  bool MayBePerson(const Name& name) const;
  uint32_t Root(uint32_t name) const;
  void Emit(std::span<const Candidate> candidates, float min_confidence, Document& doc,
            Arena& arena);
  int32_t AddEntity(uint32_t root, std::span<const Candidate> candidates, float min_confidence,
                    Document& doc, Arena& arena);
  void AddMentions(std::span<const Candidate> candidates, Document& doc);

  const Gazetteer& gazetteer_;
  std::vector<Name> names_;
  std::vector<uint64_t> parts_;
  std::vector<uint32_t> name_of_;   // for each candidate
  std::vector<int32_t> entity_of_;  // for each root; -1: dropped, -2: not seen yet
  std::vector<float> confidence_of_;
  HashIndex by_key_, by_last_, by_first_, by_acronym_;
  std::string folded_;
  std::string initials_;
};

// The best type and how sure it is, 0..1.
struct TypeChoice {
  EntityType type;
  float confidence;
};
TypeChoice ChooseType(const TypeScores& scores);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_ENTITY_MERGER_H_
