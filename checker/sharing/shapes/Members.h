//===- Members.h - Sessions that objects keep ------------------*- C++ -*-===//
//
// Names a session by the class of the object that keeps it and the path from
// there, which is the same in all members of the class. A constructor's
// parameter that goes into a field counts as the field.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_MEMBERS_H
#define SESSION_TIDY_SHARING_SHAPES_MEMBERS_H

#include "sharing/FunctionFacts.h"

namespace session::sharing {

struct MemberKey {
  flow::TypeId Class; ///< invalid: not a member
  Spot Path;          ///< from the object, without its root
  friend bool operator<(const MemberKey &A, const MemberKey &B) {
    return A.Class != B.Class ? A.Class < B.Class : A.Path < B.Path;
  }
};

/// Of a session of F's own object.
std::optional<MemberKey> memberOf(const FunctionFacts &F, const Spot &Session,
                                  const flow::Program &Program);
/// The same of whatever starts at a `this`; other spots stay as they are.
MemberKey inClass(Spot S, const flow::Program &Program);

} // namespace session::sharing

#endif
