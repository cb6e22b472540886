//===- SolvedText.cpp - A program written as text, and its solution -------===//

#include "SolvedText.h"
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "flow/Parser.h"
#include "flow/Verifier.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace session;

ContractStore builtinContracts() {
  ContractStore Store;
  for (const BuiltinModel &Text : builtinModels()) {
    llvm::Expected<Model> Read = readModel(Text.Text, Text.FileName);
    if (!Read) {
      ADD_FAILURE() << llvm::toString(Read.takeError());
      continue;
    }
    if (llvm::Error E = Store.add(std::move(*Read)))
      ADD_FAILURE() << llvm::toString(std::move(E));
  }
  return Store;
}

flow::Program parsedText(llvm::StringRef Text, llvm::StringRef FileName) {
  llvm::Expected<flow::Program> Parsed = flow::parse(Text, FileName);
  if (!Parsed) {
    ADD_FAILURE() << llvm::toString(Parsed.takeError());
    return {};
  }
  for (const flow::FlowGraph &Graph : Parsed->Graphs)
    for (const std::string &Complaint : flow::verify(Graph, Parsed->Symbols))
      ADD_FAILURE() << Complaint;
  return std::move(*Parsed);
}

std::vector<std::string> flowFiles() {
  std::vector<std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(FLOW_TEST_DIR, Error), End;
       !Error && It != End; It.increment(Error))
    if (llvm::sys::path::extension(It->path()) == ".flow")
      Files.push_back(It->path());
  llvm::sort(Files);
  return Files;
}

std::string textOf(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    ADD_FAILURE() << Path.str() << " cannot be read";
    return "";
  }
  return (*Buffer)->getBuffer().str();
}

static llvm::StringRef wordsOf(const solver::Violation &V) {
  switch (V.Broken) {
  case Breach::UsedAfterClose:
    return V.MovedFrom ? "used after move" : "used after close";
  case Breach::ClosedTwice:
    return V.AfterCopy ? "closed twice after copy" : "closed twice";
  case Breach::WrongRelease:
    return "wrong release";
  default:
    break;
  }
  switch (V.Why) {
  case solver::Cause::FailedOpen:
    return "leak failed-open";
  case solver::Cause::Return:
    return "leak return";
  case solver::Cause::Unwinding:
    return "leak unwinding";
  case solver::Cause::Overwritten:
    return "leak overwritten";
  case solver::Cause::Discarded:
    return "leak discarded";
  case solver::Cause::RefusedClose:
    return "leak refused-close";
  default:
    return "other";
  }
}

SolvedProgram::SolvedProgram(flow::Program Given, solver::SolverOptions Options,
                             Budget Limits)
    : Program(std::move(Given)), Store(builtinContracts()) {
  solver::SolveInput Input{Program, Store, Options, Limits, nullptr, nullptr};
  solver::prepare(Input);
  solver::inferContracts(Input, Store);
  for (const flow::FlowGraph &Graph : Program.Graphs)
    Results.push_back(solver::solve(Graph, Input));
}

std::string SolvedProgram::nameOf(flow::FunctionId F) const {
  return Program.Symbols.text(Program.Symbols[F].Name).str();
}

const solver::FunctionResult &
SolvedProgram::of(llvm::StringRef Function) const {
  for (const solver::FunctionResult &Result : Results)
    if (nameOf(Result.Self) == Function)
      return Result;
  static const solver::FunctionResult None;
  ADD_FAILURE() << "no function " << Function.str();
  return None;
}

std::set<std::string> SolvedProgram::findings() const {
  std::set<std::string> Found;
  for (const solver::FunctionResult &Result : Results)
    for (const solver::Violation &V : Result.Violations)
      Found.insert(nameOf(Result.Self) + ": " + wordsOf(V).str() + " #" +
                   std::to_string(V.At.index()));
  return Found;
}

std::string SolvedProgram::details() const {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  for (const solver::FunctionResult &Result : Results) {
    Out << nameOf(Result.Self) << " stopped " << unsigned(Result.Stopped)
        << " steps " << Result.Steps << "\n";
    for (const solver::Violation &V : Result.Violations) {
      Out << "  " << wordsOf(V) << " #" << V.At.index() << " sure "
          << unsigned(V.Sure) << " opened #" << V.Session.OpenedAt.index()
          << " more " << V.MoreThrowers << ":";
      for (const flow::WitnessEvent &E : V.Path)
        Out << " " << unsigned(E.What) << "#" << E.At.index();
      Out << "\n";
    }
  }
  return Text;
}

std::string SolvedProgram::contracts() const {
  std::string Text;
  for (const flow::FlowGraph &Graph : Program.Graphs)
    Text += contractOf(nameOf(Graph.Self));
  return Text;
}

std::string SolvedProgram::contractOf(llvm::StringRef Function) const {
  std::string Text;
  for (const flow::FlowGraph &Graph : Program.Graphs) {
    const flow::Function &Self = Program.Symbols[Graph.Self];
    const FunctionContract *C = Store.inferred(Program.Symbols.text(Self.Usr));
    if (C && nameOf(Graph.Self) == Function)
      Text += renderContract(*C);
  }
  return Text;
}
