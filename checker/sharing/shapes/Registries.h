//===- Registries.h - One session for each thread --------------*- C++ -*-===//
//
// Finds registries that hand out one session per thread or scope, by what
// their functions do to a thread-local static, or to a container whose key no
// caller gives: one gives the session out and opens it where there is none,
// another removes it, another sets up what it is opened with, another closes
// those of all threads. How they are used is RegistryWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_REGISTRIES_H
#define SESSION_TIDY_SHARING_SHAPES_REGISTRIES_H

#include "sharing/FunctionFacts.h"
#include "solver/CalleeBinding.h"
#include <map>

namespace session::sharing {

/// Where a registry keeps something: a static (or a field of it), or a field of
/// a class, of whatever object.
struct Slot {
  flow::StaticId Static;
  flow::TypeId Class;
  NameId Field;

  friend bool operator==(const Slot &A, const Slot &B) {
    return A.Static == B.Static && A.Class == B.Class && A.Field == B.Field;
  }
  friend bool operator<(const Slot &A, const Slot &B) {
    return std::tie(A.Static, A.Class, A.Field) <
           std::tie(B.Static, B.Class, B.Field);
  }
};

/// A registry is used as its functions do not mean it.
struct RegistryMisuse {
  enum Kind : uint8_t {
    ConfiguredLate, ///< set up after it made a session
    AskedInVain,    ///< asked with arguments while a session is there
    NotRemoved,     ///< a unit of work leaves its session behind
    AllClosed,      ///< the sessions of all are closed inside a unit of work
  } What = ConfiguredLate;
  Slot Session;
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
  Slot Session;
  bool IsKeyed = false; ///< a container; else one thread-local session
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
