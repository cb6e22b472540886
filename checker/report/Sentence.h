//===- Sentence.h - The words of a finding ---------------------*- C++ -*-===//
//
// Decides the wording: one headline for each Message, one sentence for each
// kind of witness event. This is the only place of the tool that makes text
// for its reader. Which events are told, and where, is Story's matter.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_REPORT_SENTENCE_H
#define SESSION_TIDY_REPORT_SENTENCE_H

#include "checks/Finding.h"
#include "flow/FlowGraph.h"
#include "source/AnchorTable.h"

namespace session::report {

/// What a sentence may refer to.
struct Subject {
  const checks::Finding &Finding;
  const flow::SymbolTable &Symbols;
  const source::AnchorTable &Anchors;
};

/// What is wrong, why, and the cure, in one line.
std::string headline(const Subject &About);
/// What happened at one step of the path; empty when it needs no words.
std::string sentence(const Subject &About, const flow::WitnessEvent &Event);
/// The same for what functions do together.
std::string sharingHeadline(const Subject &About);
std::string sharingSentence(const Subject &About,
                            const flow::WitnessEvent &Event);
/// Told when not all who share a session have a note.
std::string moreSharers(unsigned Count);
/// Told where the first call that may throw is reported, when more follow.
std::string moreThrowers(unsigned Count);
/// Told at a throw that a callee's body reaches.
std::string thrownInside(const Subject &About, const flow::WitnessEvent &Event);
/// Told for a finding in an instantiation, once for its template.
std::string instantiated(llvm::StringRef Display);

} // namespace session::report

#endif
