//===- Mutations.h - Models with one thing wrong ---------------*- C++ -*-===//
//
// Every way to delete or to flip one line of a model: an effect, an outcome of
// it, an event, what is thrown or returned, a rule of a kind, the role of a
// member. A line that stands for several functions is changed for all of them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_MODELS_MUTATION_MUTATIONS_H
#define SESSION_TIDY_TEST_MODELS_MUTATION_MUTATIONS_H

#include "contracts/Model.h"
#include <functional>

namespace session {

struct Mutation {
  unsigned Line = 0;   ///< in the model; 0: of a kind
  std::string Subject; ///< the first function, the type or the kind
  std::string What;    ///< "produce: outcome 2 (return != null): open -> none"
  bool IsUse = false;  ///< deletes an entry that only says `use`
  bool OfKind = false; ///< anything of the library may show it
  std::vector<std::string> Names; ///< a program without them cannot show it
  std::function<void(Model &)> Apply;
};

std::vector<Mutation> mutationsOf(const Model &Library);

} // namespace session

#endif
