//===- InferModel.cpp - Inferred contracts as YAML to keep ----------------===//
#include "cli/Commands.h"
#include "compile/Compile.h"
#include "pipeline/InferredModel.h"
#include "llvm/Support/FileSystem.h"

using namespace session;
using namespace session::cli;

Status cli::inferModel(const Arguments &Asked) {
  const std::string &File = Asked.Files.front();
  if (!llvm::sys::fs::exists(File)) {
    llvm::errs() << File << ": no such file\n";
    return Usage;
  }
  pipeline::Configuration Config;
  Config.ModelPaths = Asked.Models;
  ContractStore Contracts;
  std::optional<pipeline::UnitResult> Result =
      analyzeFile({File, Asked.BuildFolder, Asked.Flags}, Config, Contracts);
  if (!Result)
    return Incomplete;
  if (Result->Gated) {
    llvm::errs() << File << ": names nothing that makes a session appear\n";
    return Clean;
  }
  pipeline::InferredModel Model =
      pipeline::inferredModel(*Result, Contracts, Config, File);
  for (const std::string &Name : Model.Ambiguous)
    llvm::errs() << File << ": '" << Name
                 << "' has overloads that do different things, which a model "
                    "cannot tell apart; left out\n";
  if (Model.Yaml.empty())
    llvm::errs() << File
                 << ": no function that other files can call does "
                    "anything to a session\n";
  llvm::outs() << Model.Yaml;
  return Clean;
}
