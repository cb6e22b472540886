//===- ProgramFile.h - One unit's program as a file ------------*- C++ -*-===//
//
// Writes what one translation unit gives to an analysis of the whole program
// and reads it back: graphs and symbols (overriders, tables, statics), anchors,
// and what the functions share (users, openers and closers of statics, locks,
// thread entries). Text, in sections, with a version: the same unit gives the
// same bytes. Solving what was read gives the findings of the unit itself.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_PROGRAMFILE_H
#define SESSION_TIDY_PIPELINE_PROGRAMFILE_H

#include "pipeline/Unit.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace session::pipeline {

/// Changes whenever a reader of the last version would misread what is written.
inline constexpr unsigned ProgramFileVersion = 1;

struct ProgramFile {
  lowering::LoweredUnit Unit;
  std::string Facts; ///< one line a fact, for whoever joins several files
};

/// Text begins as a program file does, of whatever version.
bool isProgram(llvm::StringRef Text);
void writeProgram(const UnitResult &Unit, llvm::raw_ostream &Out);
/// An error says what is wrong with the file, and where.
llvm::Expected<ProgramFile> readProgram(llvm::StringRef Text,
                                        llvm::StringRef FileName);
/// The facts of every function, in the order of the functions.
std::string factsOf(const UnitResult &Unit);

} // namespace session::pipeline

#endif
