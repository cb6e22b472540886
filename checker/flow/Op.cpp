//===- Op.cpp - What an instruction reads and writes ----------------------===//

#include "flow/Op.h"

using namespace session;
using namespace session::flow;

llvm::SmallVector<const Operand *, 4> flow::operandsOf(const Op &What) {
  if (const auto *A = std::get_if<Assign>(&What))
    return {&A->From};
  if (const auto *C = std::get_if<Compare>(&What))
    return {&C->Left, &C->Right};
  if (const auto *M = std::get_if<Mask>(&What))
    return {&M->From};
  if (const auto *P = std::get_if<Add>(&What))
    return {&P->From};
  if (const auto *N = std::get_if<Not>(&What))
    return {&N->From};
  if (const auto *R = std::get_if<Release>(&What))
    return {&R->What};
  llvm::SmallVector<const Operand *, 4> Read;
  if (const auto *C = std::get_if<Call>(&What)) {
    Read.push_back(&C->Target);
    if (C->Receiver)
      Read.push_back(&*C->Receiver);
    for (const Argument &A : C->Arguments)
      Read.push_back(&A.Value);
  }
  return Read;
}

const Place *flow::targetOf(const Op &What) {
  if (const auto *A = std::get_if<Assign>(&What))
    return &A->To;
  if (const auto *C = std::get_if<Compare>(&What))
    return &C->To;
  if (const auto *M = std::get_if<Mask>(&What))
    return &M->To;
  if (const auto *P = std::get_if<Add>(&What))
    return &P->To;
  if (const auto *N = std::get_if<Not>(&What))
    return &N->To;
  if (const auto *L = std::get_if<Closure>(&What))
    return &L->To;
  if (const auto *New = std::get_if<Allocate>(&What))
    return &New->To;
  const auto *C = std::get_if<Call>(&What);
  return C && C->Result ? &*C->Result : nullptr;
}
