#include "ingest/training/cluster_scores.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace newsmill {
namespace {

// For each cluster of `a`, how many of its mentions are in each cluster of `b`, and in none.
struct Overlap {
  std::map<size_t, size_t> shared;
  size_t alone = 0;
};

std::vector<Overlap> OverlapsOf(const Clusters& a, const Clusters& b) {
  std::unordered_map<uint32_t, size_t> cluster_of;
  for (size_t i = 0; i < b.size(); ++i) {
    for (const uint32_t mention : b[i]) cluster_of[mention] = i;
  }
  std::vector<Overlap> overlaps(a.size());
  for (size_t i = 0; i < a.size(); ++i) {
    for (const uint32_t mention : a[i]) {
      const auto found = cluster_of.find(mention);
      if (found == cluster_of.end()) {
        ++overlaps[i].alone;
      } else {
        ++overlaps[i].shared[found->second];
      }
    }
  }
  return overlaps;
}

void MucSide(const Clusters& a, const Clusters& b, double* hits, double* all) {
  const std::vector<Overlap> overlaps = OverlapsOf(a, b);
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t parts = overlaps[i].shared.size() + overlaps[i].alone;
    *hits += static_cast<double>(a[i].size() - parts);
    *all += static_cast<double>(a[i].size() - 1);
  }
}

void B3Side(const Clusters& a, const Clusters& b, double* hits, double* all) {
  const std::vector<Overlap> overlaps = OverlapsOf(a, b);
  for (size_t i = 0; i < a.size(); ++i) {
    const auto size = static_cast<double>(a[i].size());
    for (const auto& [other, shared] : overlaps[i].shared) {
      *hits += static_cast<double>(shared * shared) / size;
    }
    *all += size;
  }
}

// The greatest sum of one-to-one pairs of `gain` (rows <= columns), by shortest augmenting paths
// (Hungarian method), cubic in the rows.
double BestPairing(const std::vector<std::vector<double>>& gain) {
  const size_t rows = gain.size();
  const size_t columns = rows == 0 ? 0 : gain[0].size();
  std::vector<double> row_price(rows + 1, 0);
  std::vector<double> column_price(columns + 1, 0);
  std::vector<size_t> row_of(columns + 1, 0);
  std::vector<size_t> before(columns + 1, 0);
  for (size_t row = 1; row <= rows; ++row) {
    row_of[0] = row;
    size_t column = 0;
    std::vector<double> least(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(columns + 1, false);
    do {
      used[column] = true;
      const size_t r = row_of[column];
      double step = std::numeric_limits<double>::infinity();
      size_t next = 0;
      for (size_t c = 1; c <= columns; ++c) {
        if (used[c]) continue;
        const double cost = -gain[r - 1][c - 1] - row_price[r] - column_price[c];
        if (cost < least[c]) {
          least[c] = cost;
          before[c] = column;
        }
        if (least[c] < step) {
          step = least[c];
          next = c;
        }
      }
      for (size_t c = 0; c <= columns; ++c) {
        if (used[c]) {
          row_price[row_of[c]] += step;
          column_price[c] -= step;
        } else {
          least[c] -= step;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    for (; column != 0; column = before[column]) row_of[column] = row_of[before[column]];
  }
  double sum = 0;
  for (size_t c = 1; c <= columns; ++c) {
    if (row_of[c] != 0) sum += gain[row_of[c] - 1][c - 1];
  }
  return sum;
}

}  // namespace

void LinkCounts::Add(const LinkCounts& other) {
  hits_found += other.hits_found;
  found += other.found;
  hits_marked += other.hits_marked;
  marked += other.marked;
}

LinkCounts ScoreMuc(const Clusters& marked, const Clusters& found) {
  LinkCounts counts;
  MucSide(found, marked, &counts.hits_found, &counts.found);
  MucSide(marked, found, &counts.hits_marked, &counts.marked);
  return counts;
}

LinkCounts ScoreB3(const Clusters& marked, const Clusters& found) {
  LinkCounts counts;
  B3Side(found, marked, &counts.hits_found, &counts.found);
  B3Side(marked, found, &counts.hits_marked, &counts.marked);
  return counts;
}

LinkCounts ScoreCeaf(const Clusters& marked, const Clusters& found) {
  const bool turned = marked.size() > found.size();
  const Clusters& rows = turned ? found : marked;
  const Clusters& columns = turned ? marked : found;
  const std::vector<Overlap> overlaps = OverlapsOf(rows, columns);
  std::vector<std::vector<double>> gain(rows.size(), std::vector<double>(columns.size(), 0));
  for (size_t r = 0; r < rows.size(); ++r) {
    for (const auto& [c, shared] : overlaps[r].shared) {
      gain[r][c] =
          2 * static_cast<double>(shared) / static_cast<double>(rows[r].size() + columns[c].size());
    }
  }
  const double hits = BestPairing(gain);
  return {hits, static_cast<double>(found.size()), hits, static_cast<double>(marked.size())};
}

}  // namespace newsmill
