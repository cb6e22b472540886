//===- Registries.h - One session for each thread --------------*- C++ -*-===//
//
// Finds registries that hand out one session per thread, by what their
// functions do to a thread-local static: one gives it out and opens it where
// there is none, another removes it, another sets up what it is opened with,
// another closes those of all threads. How they are used is RegistryWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_REGISTRIES_H
#define SESSION_TIDY_SHARING_SHAPES_REGISTRIES_H

#include "sharing/FunctionFacts.h"
#include "solver/CalleeBinding.h"
#include <map>

namespace session::sharing {

/// A registry is used as its functions do not mean it.
struct RegistryMisuse {
  enum Kind : uint8_t {
    ConfiguredLate, ///< set up after it made a session
    AskedInVain,    ///< asked with arguments while a session is there
    NotRemoved,     ///< a unit of work leaves its session behind
    AllClosed,      ///< the sessions of all are closed inside a unit of work
  } What = ConfiguredLate;
  flow::StaticId Session;
  std::string SessionKind;
  flow::FunctionId In;
  AnchorId At;
  flow::FunctionId Culprit; ///< NotRemoved: the function that removes
  AnchorId FirstAt;         ///< where the session was handed out before
  flow::FunctionId FirstBy;
};

enum class RegistryRole : uint8_t {
  None,
  Gives,
  Removes,
  Configures,
  ClosesAll
};

struct Registry {
  flow::StaticId Session;
  std::string Kind;
  std::map<flow::FunctionId, RegistryRole> Roles;
  RegistryRole roleOf(flow::FunctionId F) const {
    auto It = Roles.find(F);
    return It == Roles.end() ? RegistryRole::None : It->second;
  }
};

std::vector<Registry> findRegistries(llvm::ArrayRef<FunctionFacts> Facts,
                                     const solver::CalleeBinding &Binding);
/// Ordered by place.
std::vector<RegistryMisuse>
findRegistryMisuse(llvm::ArrayRef<FunctionFacts> Facts,
                   const solver::CalleeBinding &Binding);

} // namespace session::sharing

#endif
