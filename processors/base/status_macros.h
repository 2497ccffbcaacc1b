#ifndef NEWSMILL_PROCESSORS_BASE_STATUS_MACROS_H_
#define NEWSMILL_PROCESSORS_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the status of `expr` from the enclosing function unless it is OK.
#define RETURN_IF_ERROR(expr)                                             \
  do {                                                                    \
    if (absl::Status newsmill_status_ = (expr); !newsmill_status_.ok()) { \
      return newsmill_status_;                                            \
    }                                                                     \
  } while (false)

#define NEWSMILL_CONCAT_INNER_(a, b) a##b
#define NEWSMILL_CONCAT_(a, b) NEWSMILL_CONCAT_INNER_(a, b)

// ASSIGN_OR_RETURN(auto x, F()): x = the value of F(), or returns its status.
#define ASSIGN_OR_RETURN(lhs, expr) \
  ASSIGN_OR_RETURN_IMPL_(NEWSMILL_CONCAT_(newsmill_result_, __LINE__), lhs, expr)
#define ASSIGN_OR_RETURN_IMPL_(result, lhs, expr) \
  auto result = (expr);                           \
  if (!result.ok()) return result.status();       \
  lhs = *std::move(result)

#endif  // NEWSMILL_PROCESSORS_BASE_STATUS_MACROS_H_
