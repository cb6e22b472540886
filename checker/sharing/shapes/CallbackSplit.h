//===- CallbackSplit.h - Opened and closed by callbacks --------*- C++ -*-===//
//
// Finds sessions in the user data of callbacks that one callback opens and only
// another one closes: nobody in sight makes sure that they take turns. The
// counterpart for objects of what JoinFacts says of statics.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_CALLBACKSPLIT_H
#define SESSION_TIDY_SHARING_SHAPES_CALLBACKSPLIT_H

#include "sharing/Entries.h"

namespace session::sharing {

std::vector<SharedSession>
findCallbackSplits(llvm::ArrayRef<FunctionFacts> Facts, const Entries &Entry,
                   const flow::Program &P);

} // namespace session::sharing

#endif
