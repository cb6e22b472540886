//===- EveryField.h - All of a program, for comparison ---------*- C++ -*-===//
//
// Writes every field of every struct of a program, defaults too, in a form
// that has nothing in common with Printer's: two programs are the same when
// these texts are. Also the shortcuts that the tests of the text form share.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_FLOW_EVERYFIELD_H
#define SESSION_TIDY_TEST_FLOW_EVERYFIELD_H

#include "flow/FlowGraph.h"

std::string everyField(const session::flow::Program &P);

/// The printed form.
std::string printed(const session::flow::Program &P);
/// Parsed, or a failed expectation and an empty program.
session::flow::Program parsed(llvm::StringRef Text);
/// The parser's error, or "" when there is none.
std::string parseError(llvm::StringRef Text);
/// Prints, parses and compares everything; says what was printed on failure.
void expectRoundTrip(const session::flow::Program &P);

#endif
