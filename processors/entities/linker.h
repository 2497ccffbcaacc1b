#ifndef NEWSMILL_PROCESSORS_ENTITIES_LINKER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_LINKER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "processors/base/document.h"
#include "processors/kb/knowledge_base.h"

namespace newsmill {

// Gives entities the identifiers of the knowledge base. What an entity may be is ranked by its
// prior under that name, the agreement of types, the place written behind it ("Paris, Texas"), and
// the countries that the other entities of the article belong to; where nothing is likely enough,
// the entity keeps what it has. `link_confidence` is the share of the chosen one in all that was
// possible, "none of these" included. Linear in the mentions. Holds scratch: one instance a thread.
class Linker {
 public:
  // `kb` must outlive the linker and what it links (names are views into it).
  Linker(const KnowledgeBase& kb, float min_confidence)
      : kb_(kb), min_confidence_(min_confidence) {}

  // Works on doc.entities as merged, mentions included.
  void Link(Document& doc);

 private:
  struct Choice {
    uint32_t entry = 0;
    float confidence = 0;
  };

  void CountCountries(const Document& doc);
  void AddCountry(int64_t entry, float amount);
  float Support(uint32_t entry) const;
  std::span<const KbForm> Candidates(const Document& doc, const Entity& entity);
  Choice Choose(const Document& doc, const Entity& entity, std::span<const KbForm> forms);
  float Affinity(const Document& doc, const Entity& entity, uint32_t entry);
  void ReadPlaceBehind(const Document& doc, const Entity& entity);
  bool Speaks(const Document& doc, const Entity& entity) const;

  const KnowledgeBase& kb_;
  const float min_confidence_;
  // Countries of the article and how often each stands in it.
  struct Count {
    uint32_t country;
    float amount;
  };
  std::vector<Count> countries_;
  float total_ = 0;
  std::vector<uint32_t> behind_;  // what the place behind the name may be
  bool speaks_ = false;
  std::string scratch_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_LINKER_H_
