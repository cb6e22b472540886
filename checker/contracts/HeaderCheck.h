//===- HeaderCheck.h - Does a model fit its headers? -----------*- C++ -*-===//
//
// Compares every entry of a model with what the library's headers declare:
// functions with their parameters, classes with the members that have a role,
// handles, exceptions, constants with their values. Each entry that does not
// resolve is a problem at its own place, with the nearest right name.
//
// Names are as models write them: qualified, without inline namespaces and
// template arguments. Who reads the headers fills HeaderNames.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_HEADERCHECK_H
#define SESSION_TIDY_CONTRACTS_HEADERCHECK_H

#include "contracts/Model.h"
#include "support/YamlTree.h"
#include <set>

namespace session {

struct HeaderNames {
  std::map<std::string, std::set<unsigned>> Functions;  ///< parameter counts
  std::set<std::string> Variadic;                       ///< with ... or a pack
  std::map<std::string, std::set<std::string>> Members; ///< of each class
  std::set<std::string> Records;            ///< classes, declared or defined
  std::map<std::string, int64_t> Constants; ///< those asked for, if known
};

/// The number of entries compared; Found says which of them do not resolve.
/// Root is the tree that Library was read from: it knows the places.
unsigned checkAgainst(const HeaderNames &Names, const Model &Library,
                      const YamlNode &Root, Problems &Found);

} // namespace session

#endif
