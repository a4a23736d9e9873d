// header.cpp - the public header can be included from C++ as it is.
#include "qinggao/qinggao.h"

int main()
{
    return qg_version() == nullptr;
}
