//===- main.cpp - The command line ----------------------------------------===//
#include "cli/Commands.h"
#include "support/Problems.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace session::cli;

static constexpr llvm::StringRef Commands[] = {"verify-models", "infer-model"};

Status session::cli::worse(Status A, Status B) {
  for (Status S : {Usage, Incomplete, Findings})
    if (A == S || B == S)
      return S;
  return Clean;
}

int main(int Count, char **Words) {
  llvm::StringRef First = Count > 1 ? Words[1] : "";
  if (!First.empty() && !First.starts_with("-") &&
      !llvm::is_contained(Commands, First)) {
    llvm::errs() << "session-tidy: unknown sub-command '" << First << "'; "
                 << session::nearestWord(First, Commands) << "\n";
    return Usage;
  }
  int ExitWith = Clean;
  std::optional<Arguments> Asked = readArguments(Count, Words, ExitWith);
  if (!Asked)
    return ExitWith;
  switch (Asked->What) {
  case Arguments::VerifyModels:
    return verifyModels(*Asked);
  case Arguments::InferModel:
    return inferModel(*Asked);
  }
  return Usage;
}
