//===- main.cpp - The built-in models as JSON -----------------------------===//
//
//   session-print-models
//
// For pages.py, which makes the pages of docs/libraries of it: the kinds with
// their rules, and for each function and class the roles that it has, in the
// words of those pages.
//
//===----------------------------------------------------------------------===//
#include "contracts/BuiltinModels.h"
#include "contracts/ModelReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <set>

using namespace session;
namespace json = llvm::json;

namespace {

using Roles = std::set<std::string>;

json::Array strings(const Roles &From) {
  json::Array Items;
  for (const std::string &Text : From)
    Items.push_back(Text);
  return Items;
}

const char *roleOf(EventKind Event) {
  switch (Event) {
  case EventKind::Close:
    return "closes";
  case EventKind::CloseRefused:
    return "may refuse to close";
  case EventKind::Connect:
    return "connects";
  case EventKind::FreeMemory:
    return "frees memory only";
  case EventKind::Begin:
  case EventKind::AutocommitOff:
    return "begins a transaction";
  case EventKind::Commit:
  case EventKind::AutocommitOn:
    return "commits";
  case EventKind::CommitFail:
    return "may fail to commit";
  case EventKind::Rollback:
    return "rolls back";
  case EventKind::Savepoint:
  case EventKind::ReleaseSavepoint:
  case EventKind::RollbackTo:
    return "savepoints";
  case EventKind::Exec:
  case EventKind::ExecUnknown:
  case EventKind::ExecFail:
    return "runs a statement";
  case EventKind::Reset:
    return "starts a new conversation";
  case EventKind::TransactionUnknown:
    return "may begin or end a transaction";
  default:
    return "";
  }
}

const char *roleOf(const Effect &E) {
  switch (E.What) {
  case EffectKind::Produce:
    return "opens";
  case EffectKind::Key:
    return "names a session";
  case EffectKind::Lease:
    return "takes from a pool";
  case EffectKind::GiveBack:
    return "gives back to its pool";
  case EffectKind::Consume:
    return "closes";
  case EffectKind::Child:
    return "opens something that belongs to a session";
  case EffectKind::Text:
    return E.Run == TextRun::Now ? "runs SQL" : "takes SQL that runs later";
  case EffectKind::Observe:
    return "tells the state";
  case EffectKind::Adopt:
    return "hands over";
  case EffectKind::Share:
    return "shares a handle";
  case EffectKind::Exclusive:
    return "opens what a thread, environment or file has once";
  case EffectKind::Invoke:
    return E.Invoked == InvokeWhen::Now ? "calls a callable"
                                        : "keeps a callable";
  case EffectKind::Wait:
    return "waits";
  default:
    return "";
  }
}

Roles rolesOf(const FunctionContract &F) {
  Roles Found;
  for (const Effect &E : F.Effects) {
    Found.insert(roleOf(E));
    for (const Outcome &O : E.Outcomes) {
      if (O.Alive == Life::Failed && E.What == EffectKind::Produce)
        Found.insert("leaves something to close when it fails");
      for (EventKind Event : O.Events)
        Found.insert(roleOf(Event));
    }
    for (const Selection &S : E.Choices)
      Found.insert(S.Event ? roleOf(*S.Event) : "opens");
  }
  if (F.MayThrow && F.MayThrow->Rank == ThrowRank::Shown)
    Found.insert("throws");
  Found.erase("");
  return Found;
}

json::Array functionsOf(const Model &M) {
  json::Array Functions;
  for (const FunctionContract &F : M.Functions) {
    std::string Name = F.Name + (F.Arity ? "/" + std::to_string(*F.Arity) : "");
    Functions.push_back(
        json::Object{{"name", Name}, {"roles", strings(rolesOf(F))}});
  }
  return Functions;
}

/// What makes a kind special, as sentences.
Roles rulesOf(const Policy &P) {
  Roles Found;
  auto Add = [&](bool Holds, const std::string &Text) {
    if (Holds)
      Found.insert(Text);
  };
  Add(P.IsChild && P.ChildRule == ChildAtClose::Dies,
      "goes when its session closes");
  Add(P.IsChild && P.ChildRule == ChildAtClose::Blocks,
      "makes the close of its session fail while it lives");
  Add(P.IsChild && P.ChildRule == ChildAtClose::Survives,
      "must be closed by itself, whatever becomes of its session");
  Add(P.IsTransaction, "is a transaction");
  Add(P.IsLease, "is taken from a pool and goes back there");
  Add(P.NoDuties, "nobody has to end it");
  Add(P.PoisonedUntilRollback,
      "refuses everything but a rollback after a failed statement");
  Add(P.CommitOfPoisonedRollsBack,
      "rolls such a transaction back at its COMMIT");
  Add(P.FailedCommitEnds, "a commit that fails has rolled back");
  Add(P.SavepointBegins, "a savepoint outside a transaction begins one");
  Add(!P.NestedBeginForbidden, "a transaction may begin inside another");
  Add(!P.CloseOfNullIsFine, "closing null is an error");
  Add(P.Reopens, "may be opened again after its close");
  if (!P.IsChild) {
    const char *Rules[] = {"its close rolls an open transaction back",
                           "its close commits an open transaction",
                           "its close leaves an open transaction open"};
    Found.insert(Rules[unsigned(P.AtClose)]);
    const char *Threads[] = {"one thread at a time may use it",
                             "any number of threads may use it",
                             "how it was opened says which threads may use it",
                             "only the thread that opened it may use it"};
    Found.insert(Threads[unsigned(P.Threads)]);
  }
  const char *Dry[] = {"", "a dry pool blocks", "a dry pool throws",
                       "a dry pool gives null", "a dry pool grows"};
  Add(P.WhenDry != PoolWhenDry::Unknown, Dry[unsigned(P.WhenDry)]);
  return Found;
}

json::Array kindsOf(const Model &M) {
  json::Array Kinds;
  for (const Policy &P : M.Kinds)
    Kinds.push_back(
        json::Object{{"name", P.Kind},
                     {"noun", P.Noun},
                     {"closer", P.Closer},
                     {"child", P.IsChild},
                     {"lease", P.IsLease},
                     {"threads", words::ThreadRules[unsigned(P.Threads)].str()},
                     {"rules", strings(rulesOf(P))}});
  return Kinds;
}

/// What the end of its life does, when that is special.
std::string endOf(const TypeContract &T) {
  std::vector<std::string> Parts;
  for (const ScopeEnd &End : T.AtEnd) {
    std::string Text = End.Event         ? eventName(*End.Event).str()
                       : End.RunsDeleter ? "runs what it holds"
                                         : "nothing";
    if (End.Unwinding)
      Text += *End.Unwinding ? " when an exception leaves"
                             : " unless an exception leaves";
    if (End.Tx)
      Text += (" (transaction " + transactionName(*End.Tx) + ")").str();
    Parts.push_back(std::move(Text));
  }
  return llvm::join(Parts, "; else ");
}

json::Array typesOf(const Model &M) {
  json::Array Types;
  for (const TypeContract &T : M.Types)
    Types.push_back(
        json::Object{{"name", T.Name},
                     {"holds", words::Holdings[unsigned(T.Holds)].str()},
                     {"end", endOf(T)},
                     {"copy", words::CopyRules[unsigned(T.Copy)].str()}});
  return Types;
}

} // namespace

int main() {
  json::Array Models;
  for (const BuiltinModel &B : builtinModels()) {
    Model M = llvm::cantFail(readModel(B.Text, B.FileName));
    std::set<std::string> Dialects;
    for (const FunctionContract &F : M.Functions)
      for (const Effect &E : F.Effects)
        if (!E.Dialect.empty())
          Dialects.insert(E.Dialect);
    Models.push_back(json::Object{{"library", M.Library},
                                  {"file", M.File},
                                  {"headers", json::Array(M.Headers)},
                                  {"dialects", strings(Dialects)},
                                  {"kinds", kindsOf(M)},
                                  {"functions", functionsOf(M)},
                                  {"types", typesOf(M)}});
  }
  llvm::outs() << json::Value(std::move(Models)) << "\n";
  return 0;
}
