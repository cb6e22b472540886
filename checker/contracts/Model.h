//===- Model.h - One library's contracts -----------------------*- C++ -*-===//
//
// What one YAML file says. Plain data; the reader makes it, the store keeps it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_MODEL_H
#define SESSION_TIDY_CONTRACTS_MODEL_H

#include "contracts/TypeContract.h"
#include "protocol/Policy.h"
#include <map>

namespace session {

struct Model {
  std::string Library;
  std::string File;                 ///< where it came from, for messages
  bool IsBuiltin = false;           ///< it came with the checker
  std::vector<std::string> Headers; ///< what test/models includes
  /// A class that every unit with these headers knows, where the model's own
  /// names are such that a program may have them too.
  std::string Marker;
  std::map<std::string, int64_t> Constants;
  /// The class that whatever an unseen callee throws is taken to derive from.
  std::string ExceptionRoot;
  std::vector<Policy> Kinds;
  std::vector<FunctionContract> Functions;
  std::vector<TypeContract> Types;
};

} // namespace session

#endif
