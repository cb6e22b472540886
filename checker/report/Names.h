//===- Names.h - What messages call things ---------------------*- C++ -*-===//
//
// Decides how a session, a function and a closing word are named in a
// sentence. Makes no sentence.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_REPORT_NAMES_H
#define SESSION_TIDY_REPORT_NAMES_H

#include "report/Sentence.h"

namespace session::report {

/// "'work'"; "this call" when the callee is not known by name.
std::string calleeName(const Subject &About, flow::FunctionId Callee);
/// "'conn'", as the user wrote the handle; "the session" when it has no name.
std::string sessionName(const Subject &About);
/// The library's word for the end of a session: "PQfinish".
std::string closerName(const Subject &About);
/// "closed", "given back" or, of a child, "ended".
llvm::StringRef endedWord(const Subject &About);
/// "line 42", or "this line" without an anchor.
std::string lineName(const Subject &About, AnchorId At);
/// The source text at an anchor in quotes, if it is short; else empty.
std::string quotedSource(const Subject &About, AnchorId At);

} // namespace session::report

#endif
